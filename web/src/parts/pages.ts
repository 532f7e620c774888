/** A list the server gives page by page: `load` begins anew, `more` goes on where the last page ended. An answer that
 *  comes after a later question is dropped. */
import { ref, type Ref } from 'vue'
import type { Page } from '../types'

export function usePages<T>(ask: (after?: string) => Promise<Page<T>>) {
  const rows = ref([]) as Ref<T[]>
  const next = ref<string | null>(null)
  let asked = 0
  async function read(after?: string) {
    const mine = ++asked
    const page = await ask(after)
    if (mine !== asked) return
    rows.value = after ? [...rows.value, ...page.items] : page.items
    next.value = page.next
  }
  return { rows, next, load: () => read(), more: () => read(next.value ?? undefined) }
}
