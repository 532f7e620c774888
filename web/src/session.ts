/** Who sits here: the clerk, what he may do, why he looks, and for how long nothing has happened.
 *  The password passes through and is kept nowhere. */
import { defineStore } from 'pinia'
import { Refusal, carried } from './api'
import * as calls from './calls'
import type { Clerk, Codes, Problem, Session } from './types'

interface State {
  clerk: Clerk | null
  codes: Codes | null
  lost: Problem | null
  idleMinutes: number
  /** The job's own purpose, and the clerk's if another was chosen. */
  jobPurpose: string
  ownPurpose: string
  resumed: boolean
}

export const useSession = defineStore('session', {
  state: (): State => ({
    clerk: null,
    codes: null,
    lost: null,
    idleMinutes: 15,
    jobPurpose: '',
    ownPurpose: '',
    resumed: false,
  }),
  getters: {
    purpose: (s) => s.ownPurpose || s.jobPurpose,
  },
  actions: {
    may(right: string | null): boolean {
      return right === null || !!this.clerk?.rights.includes(right)
    },
    admit(opened: Session) {
      carried.csrf = opened.csrf
      this.clerk = opened.clerk
      this.idleMinutes = opened.idleMinutes || 15
      this.lost = null
    },
    async open(login: string, password: string) {
      this.admit(await calls.session.open(login, password))
      this.codes = await calls.office.codes()
    },
    /** After a reload the cookie may still be good. */
    async resume() {
      try {
        this.admit(await calls.session.current())
        this.codes = await calls.office.codes()
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal
        this.clerk = null
        this.lost = null
      }
      this.resumed = true
    },
    async close() {
      await calls.session.close().catch(() => undefined)
      this.forget()
    },
    forget() {
      carried.csrf = ''
      this.clerk = null
      this.lost = null
      this.ownPurpose = ''
    },
    /** What was said first stays: after a lock every call that was still under way is refused too. */
    lose(problem: Problem) {
      if (this.clerk) this.lost ??= problem
    },
    setPurpose(job: string, own: string) {
      this.jobPurpose = job
      this.ownPurpose = own
      carried.purpose = this.purpose
    },
    zh(list: keyof Codes, code: string | number | null | undefined): string {
      const row = this.codes?.[list]?.find((c) => c.code === String(code))
      return row?.zh ?? String(code ?? '')
    },
  },
})
