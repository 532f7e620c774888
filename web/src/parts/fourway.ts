/** The four-way check as the page works with it. Pure. */
import type { FourWayItem, FourWaySource } from '../types'

export const sources: FourWaySource[] = ['form', 'booklet', 'card', 'person']
export type Cells = Record<string, Partial<Record<FourWaySource, string>>>

/** Whether a source can speak of an item: a card only of what cards hold. */
export const speaks = (item: FourWayItem, source: FourWaySource): boolean => source !== 'card' || item.onCard

/** What was typed and is not what the register says. */
export function differs(item: FourWayItem, typed: string | undefined): boolean {
  const said = (typed ?? '').trim()
  const option = item.options.find((o) => o.code === item.value)
  return said !== '' && ![item.text, item.value, option?.en].includes(said)
}

/** What the list calls so in English goes as its code: the server reads Chinese. */
const codeOf = (item: FourWayItem, said: string): string =>
  item.options.find((o) => o.en === said)?.code ?? said

/** Only what differs goes to the server, of the sources that lay there. */
export function entriesOf(items: FourWayItem[], cells: Cells, shown: FourWaySource[]): Cells {
  const entries: Cells = {}
  for (const item of items)
    for (const source of shown) {
      const typed = cells[item.item]?.[source]
      if (speaks(item, source) && differs(item, typed))
        (entries[item.item] ??= {})[source] = codeOf(item, (typed ?? '').trim())
    }
  return entries
}

/** A value in the words of the page: of a code its name, of what the register says its text. */
export function wordOf(
  item: FourWayItem,
  value: string | null | undefined,
  word: (row: FourWayItem['options'][number]) => string,
): string {
  const option = item.options.find((o) => o.code === value)
  if (option) return word(option)
  return (value === item.value ? item.text : value) ?? ''
}
