/** A card in the hand beside the record it came from. */
import { ref, shallowRef } from 'vue'
import { portraitAddress } from '../api'
import * as calls from '../calls'
import { useAct } from './notice'
import type { Printed } from '../components/CardPreview.vue'
import type { ApplicationView, Card } from '../types'

export interface Pair {
  card: Card
  application: ApplicationView
}
const compared = [
  'name',
  'sex',
  'ethnic',
  'bornOn',
  'citizenNumber',
  'address',
  'organ',
  'validFrom',
  'validTo',
] as const

/** Fields in which card and record differ: the card is refused, whatever it looks like. */
export const unlike = ({ card, application }: Pair): string[] =>
  compared.filter((field) => (card[field] ?? '') !== (application[field] ?? ''))

export function printedOf(card: Card, sex: string, ethnic: string): Printed {
  return {
    name: card.name,
    sex,
    ethnic,
    bornOn: card.bornOn,
    address: card.address,
    number: card.citizenNumber,
    organ: card.organ,
    validFrom: card.validFrom,
    validTo: card.validTo,
    picture: card.portrait ? portraitAddress(card.part, card.portrait, card.applicationNumber) : null,
  }
}

export function usePair() {
  const pair = shallowRef<Pair | null>(null)
  const counts = ref({ good: 0, bad: 0 })
  const { busy, act, attempt } = useAct()
  const lay = (serial: string) =>
    act(async () => {
      pair.value = null
      const card = await calls.cards.one(serial)
      pair.value = { card, application: await calls.applications.byId(card.part, card.application ?? '') }
    })
  function done(good: boolean) {
    counts.value[good ? 'good' : 'bad']++
    pair.value = null
  }
  return { pair, counts, busy, act, attempt, lay, done }
}
