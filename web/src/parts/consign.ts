/** Cards on their way down: the city gives to bureaus, a bureau to its stations what has passed inspection. Pure. */
import type { Card, Consignment } from '../types'

const INSPECTED = 81 // COUNTY_ACCEPTED
const BUREAU_STEP = 1000 // a bureau's number is its stations' with …000

export interface Receiver {
  number: number
  name: string
  count: number
}

/** A card whose application is kept elsewhere goes to where it was first registered. */
const stationOf = (card: Card): number => card.station ?? card.part

export const receiverOf = (card: Card, giverKind: string): number =>
  giverKind === 'CITY' ? Math.floor(stationOf(card) / BUREAU_STEP) * BUREAU_STEP : stationOf(card)

/** Day, receiver and how many of that day went there before: a number no other box of the giver has. */
export function nextBox(to: number, day: string, sent: Pick<Consignment, 'box'>[]): string {
  const place = to % BUREAU_STEP || Math.floor(to / BUREAU_STEP)
  const start = `${day.replace(/-/g, '')}-${String(place).slice(-3).padStart(3, '0')}-`
  return start + String(1 + sent.filter((c) => c.box?.startsWith(start)).length)
}

export const mayGo = (card: Card, giverKind: string): boolean =>
  giverKind !== 'BUREAU' || card.applicationState === INSPECTED

export function receiversOf(cards: Card[], giverKind: string, nameOf: (unit: number) => string): Receiver[] {
  const counts = new Map<number, number>()
  for (const card of cards) {
    const to = receiverOf(card, giverKind)
    counts.set(to, (counts.get(to) ?? 0) + 1)
  }
  return [...counts]
    .map(([number, count]) => ({ number, name: nameOf(number), count }))
    .sort((a, b) => a.number - b.number)
}
