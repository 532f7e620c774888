import { describe, expect, it } from 'vitest'
import { differs, entriesOf, speaks, wordOf } from '../src/parts/fourway'
import type { FourWayItem } from '../src/types'

const item = (key: string, onCard: boolean, text: string, value = text): FourWayItem => ({
  item: key,
  zh: key,
  en: key,
  onCard,
  value,
  text,
  options: [],
  cases: [],
})
const items = [item('sex', true, '男', '1'), item('marital', false, '未婚', '10')]

describe('the four-way check', () => {
  it('takes the word and the code of the register for the same', () => {
    for (const same of ['', ' ', '男', '1', undefined]) expect(differs(items[0]!, same)).toBe(false)
    expect(differs(items[0]!, '女')).toBe(true)
  })
  it('lets no card speak of what cards do not hold', () => {
    expect(speaks(items[1]!, 'card')).toBe(false)
    expect(speaks(items[1]!, 'booklet')).toBe(true)
  })
  it('sends what differs, of what lay there, and nothing else', () => {
    const cells = {
      sex: { booklet: ' 女 ', card: '男', form: '女' },
      marital: { card: '已婚', person: '已婚' },
    }
    expect(entriesOf(items, cells, ['booklet', 'card', 'person'])).toEqual({
      sex: { booklet: '女' },
      marital: { person: '已婚' },
    })
  })
  it('speaks in the words of the page and sends codes', () => {
    const sexes = [
      { code: '1', zh: '男', en: 'Male' },
      { code: '2', zh: '女', en: 'Female' },
    ]
    const sex = { ...items[0]!, options: sexes }
    expect(wordOf(sex, '2', (o) => o.en)).toBe('Female')
    expect(wordOf(items[1]!, '10', (o) => o.en)).toBe('未婚')
    expect(differs(sex, 'Male')).toBe(false)
    expect(entriesOf([sex], { sex: { form: 'Female' } }, ['form'])).toEqual({ sex: { form: '2' } })
  })
})
