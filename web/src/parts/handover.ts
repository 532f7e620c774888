/** Handing a card over: what the clerk checks, and what is still missing. */
import type { HandOver } from '../types'

export const emptyChecks = () => ({
  identity: false,
  chipRead: false,
  oldCard: '' as '' | 'HANDED_IN' | 'LOST' | 'NEVER_HAD',
  oldCardNote: '',
  proof: '',
  byProxy: false,
  proxyName: '',
  proxyPaper: '',
  signature: '',
  temporaryReturned: false,
})
export type Checks = ReturnType<typeof emptyChecks>

/** In the order of the page; the first one is shown beside the button. */
export function openChecks(c: Checks): string[] {
  const rows: [boolean, string][] = [
    [!c.identity, 'identity'],
    [!c.chipRead, 'chipRead'],
    [!c.oldCard, 'oldCard'],
    [c.oldCard === 'NEVER_HAD' && !c.proof.trim(), 'proof'],
    [c.byProxy && (!c.proxyName.trim() || !c.proxyPaper.trim()), 'proxy'],
    [!c.signature, 'signature'],
  ]
  return rows.filter(([open]) => open).map(([, key]) => key)
}

/** Called when no check is open any more; the server asks again. */
export function handOverOf(c: Checks): HandOver {
  return {
    identity: c.identity,
    chipRead: c.chipRead,
    oldCard: c.oldCard as HandOver['oldCard'],
    oldCardNote: c.oldCardNote.trim() || undefined,
    proof: c.proof.trim() || undefined,
    proxy: c.byProxy ? { name: c.proxyName.trim(), paper: c.proxyPaper.trim() } : undefined,
    signature: c.signature,
    temporaryReturned: c.temporaryReturned,
  }
}
