/** A place in a list that arrow keys move: it stays inside the list, whatever the list becomes. */
import { computed, ref, type Ref } from 'vue'

export function useCursor<T>(list: Ref<T[]>) {
  const wish = ref(0)
  const at = computed(() => Math.max(0, Math.min(wish.value, list.value.length - 1)))
  const current = computed<T | undefined>(() => list.value[at.value])
  const go = (to: number) => (wish.value = Math.max(0, Math.min(to, list.value.length - 1)))
  return { at, current, go, move: (by: number) => go(at.value + by) }
}
