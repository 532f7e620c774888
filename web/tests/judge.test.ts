import { describe, expect, it } from 'vitest'
import { mayGo, receiverOf, receiversOf } from '@/parts/consign'
import { emptyChecks, handOverOf, openChecks } from '@/parts/handover'
import { unlike } from '@/parts/inspect'
import { isTyping, keyAction, keyName } from '@/parts/keys'
import { jobs, jobsFor } from '@/jobs'
import { linesOf, useMarks } from '@/parts/review'
import type { ApplicationView, Card } from '@/types'

const done = {
  ...emptyChecks(),
  identity: true,
  chipRead: true,
  oldCard: 'HANDED_IN' as const,
  signature: 'PAPER',
}
const application = {
  name: '王',
  sex: '1',
  ethnic: '01',
  bornOn: '1990-05-06',
  citizenNumber: '6',
  address: '新',
  organ: '局',
  differences: [{ field: 'address', fieldZh: '住址', old: '旧', new: '新' }],
} as unknown as ApplicationView

describe('handing over', () => {
  it.each([
    ['nothing', done, []],
    ['everything at first', emptyChecks(), ['identity', 'chipRead', 'oldCard', 'signature']],
    ['proof when no card was ever had', { ...done, oldCard: 'NEVER_HAD' as const }, ['proof']],
    ['the papers of a proxy', { ...done, byProxy: true, proxyName: '李' }, ['proxy']],
  ])('lacks %s', (_what, checks, open) => {
    expect(openChecks(checks)).toEqual(open)
  })
  it('a proxy is named only if there is one', () => {
    expect(handOverOf({ ...done, proxyName: '李', proxyPaper: '1' }).proxy).toBeUndefined()
  })
})

describe('judging', () => {
  it('a portrait that was not opened cannot be marked', () => {
    const { opened, marked, mark, toggle } = useMarks()
    expect(mark('a')).toBe(false)
    opened.value.add('a')
    expect(mark('a')).toBe(true)
    toggle('a')
    expect(marked.value.size).toBe(0)
  })
  it('a changed item shows what it was', () => {
    const lines = linesOf(application, (_f, v) => v)
    expect(lines.find((l) => l.field === 'address')).toEqual({ field: 'address', now: '新', before: '旧' })
    expect(lines.find((l) => l.field === 'name')?.before).toBeNull()
  })
  it('a card that differs from its record is found out', () => {
    const card = { ...application, organ: '另一局' } as unknown as Card
    expect(unlike({ card, application })).toEqual(['organ'])
  })
})

describe('a box of cards', () => {
  const card = (station: number, applicationState: number) => ({ station, applicationState }) as Card
  const stock = [card(650102011, 81), card(650102012, 80), card(650103011, 81)]

  it('goes from the city to bureaus, from a bureau to stations', () => {
    expect(receiversOf(stock, 'CITY', String).map((r) => [r.number, r.count])).toEqual([
      [650102000, 2],
      [650103000, 1],
    ])
    expect(receiverOf(stock[0]!, 'BUREAU')).toBe(650102011)
  })
  it('holds only what has passed inspection when a bureau packs it', () => {
    expect(stock.map((c) => mayGo(c, 'BUREAU'))).toEqual([true, false, true])
    expect(stock.every((c) => mayGo(c, 'CITY'))).toBe(true)
  })
})

describe('keys', () => {
  const press = (key: string, target: EventTarget, more: KeyboardEventInit = {}) => {
    const e = new KeyboardEvent('keydown', { key, ...more })
    Object.defineProperty(e, 'target', { value: target })
    return e
  }
  const input = document.createElement('input')
  const keys = { A: () => 'a', F9: () => 'f9', 'Alt+1': () => 'alt' }

  it('letters rest while somebody types, function keys do not', () => {
    expect(keyAction(press('a', input), keys, false)).toBeUndefined()
    expect(keyAction(press('a', document.body), keys, false)?.()).toBe('a')
    expect(keyAction(press('F9', input), keys, false)?.()).toBe('f9')
    expect(keyAction(press('1', input, { altKey: true }), keys, false)?.()).toBe('alt')
  })
  it('nothing happens under an open dialog', () => {
    expect(keyAction(press('F9', document.body), keys, true)).toBeUndefined()
  })
  it('a tick box is not a text field', () => {
    expect(isTyping(Object.assign(document.createElement('input'), { type: 'checkbox' }))).toBe(false)
  })
  it('a key is named by what it holds down', () => {
    expect(keyName(press('k', input, { ctrlKey: true }))).toBe('Ctrl+K')
  })
})

describe('the menu', () => {
  it('shows only jobs the rights allow', () => {
    expect(jobsFor(['card.accept']).map((j) => j.name)).toEqual(['board', 'desk'])
    expect(jobsFor([]).map((j) => j.name)).toEqual(['board'])
  })
  it('shows who owns a finding its page', () => {
    for (const right of ['register.keep', 'number.settle'])
      expect(jobsFor([right]).map((j) => j.name)).toContain('findings')
  })
  it('keeps the jobs of a group together in the menu', () => {
    const groups = jobs.map((j) => j.group)
    expect(groups.filter((g, i) => g !== groups[i - 1])).toEqual([...new Set(groups)])
  })
})
