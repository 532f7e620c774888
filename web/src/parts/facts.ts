/** The four facts a clerk wants at a glance, each with its colour and the law behind it. Pure. */
import type { Person } from '../types'
import { addYears } from './text'
import type { Say } from './words'

export type Tone = 'good' | 'warn' | 'stop' | 'plain'
export interface Fact {
  name: 'status' | 'number' | 'live' | 'card'
  tone: Tone
  /** Key of the text and its values. */
  text: string
  values: Record<string, string>
  laws: string[]
}

const SERVING = '3'
export const isNormal = (status: string | number): boolean => String(status) === '0'
const RENEWAL_MONTHS = 3

function statusFact(p: Person, say: Say): Fact {
  const normal = isNormal(p.status)
  if (p.frozenBy) return { name: 'status', tone: 'stop', text: 'frozen', values: {}, laws: ['V'] }
  return {
    name: 'status',
    tone: normal ? 'good' : 'stop',
    text: normal ? 'normal' : 'other',
    values: { status: say(p.codesZh?.status ?? String(p.status), p.codesEn?.status) },
    laws: String(p.status) === SERVING ? ['M510'] : ['L 2'],
  }
}

function numberFact(p: Person): Fact {
  const open = p.facts.numberCase
  return {
    name: 'number',
    tone: open ? 'warn' : 'good',
    text: open ? 'case' : 'clean',
    values: { reasons: open?.reasons ?? '', due: open?.dueOn ?? '' },
    laws: ['NUMBER'],
  }
}

function liveFact(p: Person, say: Say): Fact {
  const live = p.facts.live
  return {
    name: 'live',
    tone: live ? 'stop' : 'good',
    text: live ? 'open' : 'none',
    values: { state: say(live?.stateZh, live?.stateEn), number: live?.number ?? '' },
    laws: ['V'],
  }
}

/** Three months before a day, as a day; the window of early renewal [G21 76]. */
export function renewalOpens(validTo: string): string {
  const [y, m, d] = validTo.split('-').map(Number) as [number, number, number]
  const at = new Date(Date.UTC(y, m - 1 - RENEWAL_MONTHS, 1))
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(d, last))
  return at.toISOString().slice(0, 10)
}

function cardText(to: string | null, day: string): { text: string; tone: Tone } {
  if (!to) return { text: 'forever', tone: 'plain' }
  if (to < day) return { text: 'expired', tone: 'warn' }
  return renewalOpens(to) <= day ? { text: 'expiring', tone: 'warn' } : { text: 'valid', tone: 'plain' }
}

function cardFact(p: Person, day: string): Fact {
  const card = p.facts.lastCard
  const seen = card ? cardText(card.validTo, day) : { text: 'never', tone: 'plain' as Tone }
  return {
    name: 'card',
    tone: seen.tone,
    text: seen.text,
    values: { from: card?.validFrom ?? '', to: card?.validTo ?? '' },
    laws: ['L 11', 'G21 76'],
  }
}

const inChinese: Say = (zh) => zh ?? ''
export const factsOf = (p: Person, day: string, say: Say = inChinese): Fact[] => [
  statusFact(p, say),
  numberFact(p),
  liveFact(p, say),
  cardFact(p, day),
]

/** What the counter can foresee; signing decides [L 5]. */
export function forecast(validYears: number | null, day: string): { from: string; to: string | null } {
  return { from: day, to: validYears ? addYears(day, validYears) : null }
}
