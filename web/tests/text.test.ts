import { describe, expect, it } from 'vitest'
import {
  acceptanceGroups,
  addYears,
  ageOn,
  chipUnits,
  clock,
  light,
  moment,
  today,
  validity,
  yuan,
} from '@/parts/text'

describe('small things said', () => {
  it.each([
    ['2004-03-27', 5, '2009-03-27'],
    ['2004-02-29', 10, '2014-03-01'],
    ['2008-02-29', 20, '2028-02-29'],
  ])('a card signed on %s for %i years ends on %s', (from, years, to) => {
    expect(addYears(from, years)).toBe(to)
  })
  it.each([
    ['1992-02-29', '2018-02-28', 25],
    ['1992-02-29', '2018-03-01', 26],
    ['1980-06-15', '2006-06-14', 25],
    ['1980-06-15', '2006-06-15', 26],
    ['2026-11-24', '2026-11-24', 0],
  ])('born %s, on %s one is %i', (born, day, age) => {
    expect(ageOn(born, day)).toBe(age)
  })
  it('a character beyond the basic plane takes two units of the chip', () => {
    expect(chipUnits('王𠀀')).toBe(3)
  })
  it.each([
    [-1, 'red'],
    [0, 'amber'],
    [5, 'amber'],
    [6, 'green'],
  ] as const)('with %i days left the light is %s', (days, colour) => {
    expect(light(days)).toBe(colour)
  })
  it('validity is printed with points, and long-term has no end', () => {
    expect(validity('2026-01-02', '2036-01-02')).toBe('2026.01.02-2036.01.02')
    expect(validity('2026-01-02', null)).toBe('2026.01.02-长期')
    expect(validity(null, null)).toBe('')
  })
  it('the day and the clock are those of the city', () => {
    const late = new Date('2026-11-24T16:05:00Z')
    expect([today(late), clock(late)]).toEqual(['2026-11-25', '00:05'])
  })
  it('money is fen and shown in yuan', () => {
    expect([yuan(2000), yuan(5), yuan(null)]).toEqual(['20.00', '0.05', '—'])
  })
  it('an acceptance number is read out in its four parts', () => {
    expect(acceptanceGroups('6501020122006070100001')).toBe('650102 012 20060701 00001')
  })
  it('an instant of this year is shown without the year', () => {
    expect(moment('2026-11-24T10:20:30+08:00', '2026')).toBe('11-24 10:20')
    expect(moment('2025-11-24T10:20:30+08:00', '2026')).toBe('2025-11-24 10:20')
  })
})
