/** The one door to the server: cookie session, CSRF header, purpose, request keys, versions, refusals.
 *  (1) Nothing but this file calls fetch.
 *  (2) An answer that is not good becomes a Refusal; a network without answer becomes one too (code NETWORK).
 *  (3) 401 is told to `onLost` once; the page under the log-in stays as it was, so no draft is lost. */
import type { Problem } from './types'

export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
  get code(): string {
    return this.problem.code
  }
}

export interface Wanted {
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  /** The version one looked at: If-Match. */
  ver?: number
  /** Idempotency-Key: the same key may be sent again after a lost answer. */
  key?: string
  /** Bytes instead of JSON, with their type. */
  bytes?: { data: Blob | ArrayBuffer; type: string }
  /** A failed log-in is also a 401, but no session is lost by it. */
  quiet401?: boolean
}

/** What accompanies every call; the session fills it in. */
export const carried = {
  csrf: '',
  purpose: '',
  onLost: (() => undefined) as (problem: Problem) => void,
}

export const base = '/api/v1'

/** A UUID, also where the page is not a secure context or the browser older than Chromium 92. */
export function newKey(source: Crypto = globalThis.crypto): string {
  if (typeof source.randomUUID === 'function') return source.randomUUID()
  const b = source.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export function address(path: string, query: Wanted['query'] = {}): string {
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = given.map(([k, v]) => `${k}=${encodeURIComponent(String(v))}`).join('&')
  return base + path + (text ? `?${text}` : '')
}

export function headersOf(method: string, wanted: Wanted): Record<string, string> {
  const rows: [string, string | undefined][] = [
    ['Accept', 'application/json, application/problem+json'],
    ['X-CSRF-Token', method === 'GET' ? undefined : carried.csrf],
    ['X-Purpose', carried.purpose ? encodeURIComponent(carried.purpose) : undefined],
    ['Idempotency-Key', wanted.key],
    ['If-Match', wanted.ver === undefined ? undefined : `"${wanted.ver}"`],
    ['Content-Type', wanted.bytes?.type ?? (wanted.body === undefined ? undefined : 'application/json')],
  ]
  return Object.fromEntries(rows.filter((row): row is [string, string] => !!row[1]))
}

const unreachable: Problem = {
  title: '连不上服务器，请检查网络后重试；已填内容都在。',
  titleEn: 'The server cannot be reached. Try again; nothing you entered is lost.',
  code: 'NETWORK',
  status: 0,
}

async function problemOf(answer: Response): Promise<Problem> {
  const said = (await answer.json().catch(() => ({}))) as Partial<Problem>
  return {
    ...said,
    title: said.title ?? `服务器答复 ${answer.status}`,
    code: said.code ?? `HTTP_${answer.status}`,
    status: answer.status,
  }
}

async function refuse(answer: Response, wanted: Wanted): Promise<never> {
  const problem = await problemOf(answer)
  if (answer.status === 401 && !wanted.quiet401) carried.onLost(problem)
  throw new Refusal(problem)
}

export async function send(method: string, path: string, wanted: Wanted = {}): Promise<Response> {
  const body = wanted.bytes?.data ?? (wanted.body === undefined ? undefined : JSON.stringify(wanted.body))
  const answer = await fetch(address(path, wanted.query), {
    method,
    headers: headersOf(method, wanted),
    body,
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => {
    throw new Refusal(unreachable)
  })
  return answer.ok ? answer : refuse(answer, wanted)
}

async function json<T>(method: string, path: string, wanted?: Wanted): Promise<T> {
  const answer = await send(method, path, wanted)
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

export const get = <T>(path: string, query?: Wanted['query']) => json<T>('GET', path, { query })
export const post = <T>(path: string, body?: unknown, more: Wanted = {}) =>
  json<T>('POST', path, { body, ...more })
export const put = <T>(path: string, more: Wanted) => json<T>('PUT', path, more)
export const remove = <T>(path: string, more: Wanted = {}) => json<T>('DELETE', path, more)

/** A picture that needs a purpose to be looked at: fetched with it, shown from memory. */
export const picture = async (path: string): Promise<Blob> => (await send('GET', path)).blob()

/** Where a picture or a form is; the browser fetches it with the cookie. */
export const portraitAddress = (part: number, hash: string, application?: string) =>
  address(`/portraits/${part}/${hash}`, { application })
export const formAddress = (form: string, which: string) => `${base}/forms/${form}/${which}.pdf`
