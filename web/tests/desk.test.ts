import { describe, expect, it } from 'vitest'
import { missing, orderOf, type Draft } from '@/parts/desk'
import { factsOf, forecast, renewalOpens } from '@/parts/facts'
import { fits, frameCut } from '@/parts/picture'
import { isBaseline, shrink } from '@/parts/scan'
import type { Ground, Person } from '@/types'

const facts = { live: null, lastCard: null, numberCase: null, target: true }
const person = {
  part: 1,
  id: '5',
  status: 0,
  nameUnits: 3,
  codesZh: {},
  facts,
  grounds: [],
} as unknown as Person
const ground = { code: '12', allowed: true, needsGuardian: false } as Ground
const draft: Draft = {
  ground: '12',
  production: '1',
  phone: '',
  guardianName: '',
  guardianRelation: '',
  exemption: '',
  nameOnCard: '',
}
const toneOf = (p: Person, name: string) => factsOf(p, '2026-11-24').find((f) => f.name === name)?.tone
const withFacts = (more: object) => ({ ...person, facts: { ...facts, ...more } }) as Person

describe('the desk', () => {
  it.each([
    ['nothing', person, ground, draft, []],
    ['a ground', person, undefined, draft, ['ground']],
    ['the guardian of a child', person, { ...ground, needsGuardian: true }, draft, ['guardian', 'relation']],
    ['the short form of a long name', { ...person, nameUnits: 17 } as Person, ground, draft, ['nameOnCard']],
    ['a true phone number', person, ground, { ...draft, phone: '12' }, ['phone']],
  ])('an order lacks %s', (_what, p, g, d, expected) => {
    expect(missing(p, g, d)).toEqual(expected)
  })
  it('what is empty stays out of the order', () => {
    const order = JSON.parse(JSON.stringify(orderOf(person, draft)))
    expect(order).toEqual({ personPart: 1, person: '5', ground: '12', production: '1' })
  })
  it('a guardian goes with the relation', () => {
    expect(orderOf(person, { ...draft, guardianName: ' 王 ', guardianRelation: '51' }).guardian).toEqual({
      name: '王',
      relation: '51',
    })
  })
  it('a record frozen by an approval stops', () => {
    const frozen = factsOf({ ...person, frozenBy: '7' } as Person, '2026-11-24')[0]
    expect([frozen?.tone, frozen?.text]).toEqual(['stop', 'frozen'])
  })
  it.each([
    ['a baseline JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, 0xc0, 0, 8], true],
    ['a progressive one', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 8], false],
    ['no JPEG', [0x89, 0x50, 0x4e, 0x47], false],
    ['one cut short', [0xff, 0xd8, 0xff], false],
  ])('%s is told by its first frame', (_what, bytes, baseline) => {
    expect(isBaseline(new Uint8Array(bytes))).toBe(baseline)
  })
  it('a scan is drawn smaller only when it is larger than a page', () => {
    expect(shrink(3300, 4600)).toBe(1)
    expect(shrink(8000, 8000)).toBeCloseTo(0.5)
  })
  it('a number in question warns, a live application stops', () => {
    expect(toneOf(person, 'number')).toBe('good')
    expect(
      toneOf(withFacts({ numberCase: { id: '1', kind: 'D', reasons: 'x', dueOn: null } }), 'number'),
    ).toBe('warn')
    expect(toneOf(withFacts({ live: { number: '1', state: 4, stateZh: '' } }), 'live')).toBe('stop')
  })
  it.each([
    ['2026-11-23', 'expired'],
    ['2026-11-24', 'expiring'],
    ['2027-02-24', 'expiring'],
    ['2027-02-25', 'valid'],
    [null, 'forever'],
  ])('a card that ends on %s is %s', (validTo, text) => {
    const p = withFacts({ lastCard: { validFrom: '2006-12-20', validTo, state: 1, madeOn: null } })
    expect(factsOf(p, '2026-11-24').find((f) => f.name === 'card')?.text).toBe(text)
  })
  it('the renewal window opens on the last day of a shorter month', () => {
    expect(renewalOpens('2026-05-31')).toBe('2026-02-28')
  })
  it('a forecast without years is long-term', () => {
    expect(forecast(null, '2026-11-24')).toEqual({ from: '2026-11-24', to: null })
  })
})

describe('a picture', () => {
  it('that has the frame already is left alone', () => {
    expect(fits('image/jpeg', 358, 441)).toBe(true)
    expect(fits('image/png', 358, 441)).toBe(false)
  })
  it.each([
    [358, 441, { x: 0, y: 0, width: 358, height: 441 }],
    [1000, 441, { x: 321, y: 0, width: 358, height: 441 }],
    [716, 1082, { x: 0, y: 100, width: 716, height: 882 }],
  ])('of %i × %i is cut around its middle', (w, h, cut) => {
    expect(frameCut(w, h)).toEqual(cut)
  })
})
