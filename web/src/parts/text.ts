/** Small pure things the pages say: lengths on the chip, days, money, lights. */
import type { Day, Fen } from '../types'

/** Chip fields count UTF-16 units [GA490]: a character beyond the basic plane takes two. */
export const chipUnits = (text: string): number => text.length
export const chipLimits = { name: 15, address: 35, organ: 15 } as const

export const yuan = (fen: Fen | null | undefined): string =>
  fen === null || fen === undefined ? '—' : `${(fen / 100).toFixed(2)}`

export type Light = 'red' | 'amber' | 'green'
/** Overdue is red, five days or fewer amber. */
export const light = (daysLeft: number): Light => (daysLeft < 0 ? 'red' : daysLeft <= 5 ? 'amber' : 'green')

/** What is left of a limit, in words. */
export const leftText = (t: (key: string, args: { n: number }) => string, daysLeft: number): string =>
  daysLeft < 0 ? t('queue.late', { n: -daysLeft }) : t('queue.left', { n: daysLeft })

const pad = (n: number) => String(n).padStart(2, '0')
const isLeap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0

const CITY_HOURS = 8 // the city's clock is +08:00, wherever the browser thinks it is
const cityTime = (now: Date) => new Date(now.getTime() + CITY_HOURS * 3_600_000).toISOString()
export const today = (now = new Date()): Day => cityTime(now).slice(0, 10)
export const clock = (now = new Date()): string => cityTime(now).slice(11, 16)

/** Same month and day N years on; 29 February becomes 1 March in a common year [GA214.8]. */
export function addYears(day: Day, years: number): Day {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const to = y + years
  return m === 2 && d === 29 && !isLeap(to) ? `${to}-03-01` : `${to}-${pad(m)}-${pad(d)}`
}

export function ageOn(born: Day, day: Day): number {
  let age = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  while (age > 0 && addYears(born, age) > day) age--
  return age
}

/** As printed on the card: 2026.01.02-2036.01.02 or …-长期. */
export function validity(from: Day | null | undefined, to: Day | null | undefined): string {
  const dots = (d: Day) => d.replace(/-/g, '.')
  return from ? `${dots(from)}-${to ? dots(to) : '长期'}` : ''
}

/** 2026-01-02T03:04:05+08:00 → 01-02 03:04; the year only when it is another one. */
export function moment(instant: string | null | undefined, year = today().slice(0, 4)): string {
  if (!instant) return ''
  const at = instant.slice(0, 16).replace('T', ' ')
  return at.startsWith(year) ? at.slice(5) : at
}

/** 22 digits in groups a person can read out: county station day serial. */
export const acceptanceGroups = (n: string): string =>
  n.length === 22 ? [n.slice(0, 6), n.slice(6, 9), n.slice(9, 17), n.slice(17)].join(' ') : n

export const masked = (n: string): string =>
  n.length === 18 ? n.slice(0, 4) + '**********' + n.slice(14) : n
