/** The quality board in numbers a clerk reads: percent, findings of a thousand persons, and whether a target is met. */
import type { QualityBoard, QualityLine } from '../types'

export type Sign = 'complete' | 'timely' | 'density' | 'old'

const share = (good: number, of: number): number | undefined => (of ? good / of : undefined)

/** undefined: there is nothing it could be a share of. */
export function value(line: QualityLine, sign: Sign): number | undefined {
  if (sign === 'complete') return share(line.filled, line.fillable)
  if (sign === 'timely') return share(line.timely, line.timelyOf)
  if (sign === 'density') return share(line.open, line.persons)
  return line.open ? line.old / line.open : line.persons ? 0 : undefined
}

const TEN_THOUSAND = 10_000
const HUNDRED_THOUSAND = 100_000
/** Of findings open too long there should be none. */
export function target(board: QualityBoard, sign: Sign): number {
  if (sign === 'complete') return board.targets.complete / TEN_THOUSAND
  if (sign === 'timely') return board.targets.timely / TEN_THOUSAND
  return sign === 'density' ? board.targets.density / HUNDRED_THOUSAND : 0
}

export function met(board: QualityBoard, line: QualityLine, sign: Sign): boolean {
  const is = value(line, sign)
  if (is === undefined) return true
  return sign === 'complete' || sign === 'timely' ? is >= target(board, sign) : is <= target(board, sign)
}

/** 99.63 %, or 10.77 ‰ of a density. */
export function shown(share: number | undefined, sign: Sign): string {
  if (share === undefined) return '–'
  return sign === 'density' ? `${(share * 1000).toFixed(2)} ‰` : `${(share * 100).toFixed(2)} %`
}
