/** What the system says to the clerk, in one place over the head of the page: a refusal stays until it is
 *  closed or something else is done; good news goes by itself. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { Refusal } from '../api'
import type { Problem } from '../types'

const GOOD_NEWS_MS = 5000

export const useNotice = defineStore('notice', {
  state: () => ({ refusal: null as Problem | null, good: '', laws: [] as string[] }),
  actions: {
    refuse(problem: Problem) {
      this.good = ''
      this.refusal = problem
    },
    say(text: string) {
      this.refusal = null
      this.good = text
      setTimeout(() => this.good === text && (this.good = ''), GOOD_NEWS_MS)
    },
    clear() {
      this.refusal = null
      this.good = ''
    },
    /** F1: the law behind what is on the page. */
    showLaws(keys: string[]) {
      this.laws = keys
    },
  },
})

/** `attempt` says a refusal and answers whether it was done; `act` is what a button does: one at a time. */
export function useAct() {
  const busy = ref(false)
  const notice = useNotice()
  async function attempt(what: () => Promise<unknown>): Promise<boolean> {
    try {
      await what()
      return true
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem
      if (problem.problem.status !== 401) notice.refuse(problem.problem)
      return false
    }
  }
  async function act(what: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    notice.clear()
    try {
      return await attempt(what)
    } finally {
      busy.value = false
    }
  }
  return { busy, act, attempt }
}
