/** Today's figures and queues, asked anew every 15 s while somebody can see the page. */
import { defineStore } from 'pinia'
import { Refusal } from './api'
import * as calls from './calls'
import { clock } from './parts/text'
import { useSession } from './session'
import type { Board } from './types'

const EVERY_MS = 15_000

export const useBoard = defineStore('board', {
  state: () => ({ board: null as Board | null, at: '', timer: 0 }),
  getters: {
    queue: (s) => (name: string) => s.board?.queues.find((q) => q.queue === name),
  },
  actions: {
    async refresh() {
      try {
        this.board = await calls.office.board()
        this.at = clock()
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem
      }
    },
    start() {
      void this.refresh()
      this.timer = window.setInterval(() => {
        if (document.visibilityState === 'visible' && !useSession().lost) void this.refresh()
      }, EVERY_MS)
    },
    stop() {
      window.clearInterval(this.timer)
    },
  },
})
