/** The units within reach, asked once. */
import { defineStore } from 'pinia'
import * as calls from './calls'
import type { Unit } from './types'

export const useUnits = defineStore('units', {
  state: () => ({ units: [] as Unit[] }),
  getters: {
    nameOf: (s) => (number: number) => s.units.find((u) => u.number === number)?.short ?? String(number),
    city: (s) => s.units.find((u) => u.kind === 'CITY'),
  },
  actions: {
    async load() {
      if (!this.units.length) this.units = (await calls.office.units()).items
    },
  },
})
