/** Judging one case after another: the queue, the case on the table, the next one loaded already, the portraits
 *  that were opened. Review, signature and audit are rows of one table. */
import { ref, shallowRef, watch } from 'vue'
import { portraitAddress } from '../api'
import * as calls from '../calls'
import { useCursor } from './cursor'
import { useAct } from './notice'
import type { ApplicationRow, ApplicationView } from '../types'

export const steps = {
  review: { queue: 'review', call: 'review', batch: false, laws: ['L 8', 'G21 78'] },
  sign: { queue: 'sign', call: 'signature', batch: true, laws: ['L 8', 'L 5'] },
  audit: { queue: 'audit', call: 'audit', batch: false, laws: ['L 12'] },
} as const
export type StepName = keyof typeof steps

export interface Line {
  field: string
  now: string
  before: string | null
}
const printed = ['name', 'sex', 'ethnic', 'bornOn', 'citizenNumber', 'address', 'organ'] as const

/** The card's lines; `before` is there where the last card said something else. */
export function linesOf(a: ApplicationView, word: (field: string, value: string) => string): Line[] {
  const before = new Map(a.differences.map((d) => [d.field, d.old]))
  return printed.map((field) => ({
    field,
    now: word(field, a[field] ?? ''),
    before: before.has(field) ? word(field, before.get(field) ?? '') : null,
  }))
}

const AHEAD = 2

/** Cases fetched once each. Pictures of the next ones come into the browser's cache without counting as a look:
 *  only what is shown names its case. */
export function useAhead() {
  const loaded = new Map<string, Promise<ApplicationView>>()
  function fetchCase(number: string): Promise<ApplicationView> {
    const known = loaded.get(number)
    if (known) return known
    const coming = calls.applications.one(number)
    coming.catch(() => loaded.delete(number))
    loaded.set(number, coming)
    return coming
  }
  async function lookAhead(rows: ApplicationRow[], at: number) {
    for (const row of rows.slice(at + 1, at + 1 + AHEAD)) {
      const a = await fetchCase(row.number).catch(() => null)
      if (a?.portrait) new Image().src = portraitAddress(a.part, a.portrait)
    }
  }
  return {
    fetchCase,
    lookAhead,
    forget: (number: string) => loaded.delete(number),
    forgetAll: () => loaded.clear(),
  }
}

/** Which portraits were opened, and which of those are marked to be signed. */
export function useMarks() {
  const opened = ref(new Set<string>())
  const marked = ref(new Set<string>())
  const mark = (number: string) => opened.value.has(number) && !!marked.value.add(number)
  const toggle = (number: string) => (marked.value.delete(number) ? false : mark(number))
  return { opened, marked, mark, toggle }
}

export function useReview(name: StepName) {
  const step = steps[name]
  const rows = ref<ApplicationRow[]>([])
  const next = ref<string | null>(null)
  const { at, current, go, move } = useCursor(rows)
  const shown = shallowRef<ApplicationView | null>(null)
  const ahead = useAhead()
  const marks = useMarks()
  const { busy, act, attempt } = useAct()

  async function show(number: string) {
    await attempt(async () => {
      const a = await ahead.fetchCase(number)
      if (current.value?.number === number) shown.value = a
    })
    if (shown.value?.number === number) void ahead.lookAhead(rows.value, at.value)
  }
  async function load() {
    ahead.forgetAll()
    await act(async () => {
      const page = await calls.applications.queue(step.queue)
      rows.value = page.items
      next.value = page.next
    })
    if (current.value) await show(current.value.number)
  }
  function drop(numbers: string[]) {
    rows.value = rows.value.filter((row) => !numbers.includes(row.number))
    numbers.forEach((n) => (marks.marked.value.delete(n), ahead.forget(n)))
    if (!rows.value.length && next.value) void load()
  }
  /** After a refusal the case is fetched anew: somebody else may have been faster. */
  async function again() {
    if (!current.value) return
    ahead.forget(current.value.number)
    await show(current.value.number)
  }
  function turn(number: string | undefined) {
    if (shown.value?.number !== number) shown.value = null
    if (number) void show(number)
  }
  watch(() => current.value?.number, turn)
  return { step, rows, next, at, go, move, shown, ...marks, busy, act, load, drop, again }
}
