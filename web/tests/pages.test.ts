import { describe, expect, it } from 'vitest'
import { usePages } from '@/parts/pages'
import { leftText } from '@/parts/text'

const served: Record<string, { items: number[]; next: string | null }> = {
  '': { items: [1, 2], next: 'b' },
  b: { items: [3], next: null },
}

describe('lists', () => {
  it('go on where a page ended, and begin anew', async () => {
    const { rows, next, load, more } = usePages(async (after) => served[after ?? '']!)
    await load()
    expect([rows.value, next.value]).toEqual([[1, 2], 'b'])
    await more()
    expect([rows.value, next.value]).toEqual([[1, 2, 3], null])
    await load()
    expect([rows.value, next.value]).toEqual([[1, 2], 'b'])
  })
  it('drop an answer that a later question overtook', async () => {
    const answers: ((page: { items: string[]; next: null }) => void)[] = []
    const { rows, load } = usePages<string>(() => new Promise((answer) => answers.push(answer)))
    const both = [load(), load()]
    answers[1]!({ items: ['late'], next: null })
    answers[0]!({ items: ['early'], next: null })
    await Promise.all(both)
    expect(rows.value).toEqual(['late'])
  })
  it.each([
    [3, 'queue.left 3'],
    [0, 'queue.left 0'],
    [-2, 'queue.late 2'],
  ])('say of %i days what is left', (days, text) => {
    expect(leftText((key, { n }) => `${key} ${n}`, days)).toBe(text)
  })
})
