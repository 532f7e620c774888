import rights from '../../src/core/rights.def?raw'
import { describe, expect, it } from 'vitest'
import { jobs } from '@/jobs'
import en from '@/texts/en'
import { laws, lawsOf } from '@/texts/laws'
import zh from '@/texts/zh-CN'

type Tree = { [key: string]: string | Tree }

function paths(tree: Tree, at = ''): string[] {
  return Object.entries(tree).flatMap(([k, v]) => (typeof v === 'string' ? [at + k] : paths(v, `${at}${k}.`)))
}
const at = (tree: Tree, path: string) =>
  path.split('.').reduce<string | Tree | undefined>((t, k) => (t as Tree)?.[k], tree)
const sources = import.meta.glob<string>('../src/**/*.{vue,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const used = Object.values(sources).flatMap((text) =>
  [...text.matchAll(/\bt\('([\w.]+)'/g)].map((m) => m[1]!),
)
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

const rightRows = [...rights.matchAll(/\(\w+,\s*"([\w.]+)",\s*"([^"]+)"/g)]

describe('the words', () => {
  it('every right is called what rights.def calls it', () => {
    expect(rightRows.length).toBeGreaterThan(20)
    for (const [, code, name] of rightRows) expect([code, at(zh, `rights.${code}`)]).toEqual([code, name])
  })
  it('both languages say the same things', () => {
    expect(paths(en)).toEqual(paths(zh))
  })
  it('each has the same holes in both', () => {
    for (const path of paths(zh))
      expect([path, holes(at(en, path) as string)]).toEqual([path, holes(at(zh, path) as string)])
  })
  it('every word a page asks for is there', () => {
    expect(used.length).toBeGreaterThan(200)
    expect(used.filter((key) => typeof at(zh, key) !== 'string')).toEqual([])
  })
  it('every job has a name and a purpose', () => {
    for (const job of jobs) {
      expect(at(zh, `jobs.${job.name}`)).toBeTypeOf('string')
      expect(at(zh, `purpose.${job.name}`)).toBeTypeOf('string')
    }
  })
  it('every law behind a refusal is quoted', () => {
    const codes = [
      'C-103',
      'C-104',
      'C-108',
      'C-109',
      'C-119',
      'C-133',
      'M-103',
      'N-104',
      'P-105',
      'P-108',
      'R-104',
    ]
    for (const key of codes.flatMap(lawsOf)) expect(laws[key]).toBeDefined()
  })
})
