/** What one page hands to the next: who it is about, and what was found. Never in an address: those are kept by
 *  browsers. Taken once. */
export interface Carried {
  to: string
  part: number
  id: string
  /** Of a business: its kind and the items as they should be. */
  kind?: string
  items?: Record<string, string>
  /** Of a four-way check. */
  check?: string
}

let waiting: Carried | undefined

export function carry(what: Carried): string {
  waiting = what
  return what.to
}

export function taken(to: string): Carried | undefined {
  const what = waiting?.to === to ? waiting : undefined
  if (what) waiting = undefined
  return what
}
