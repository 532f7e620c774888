import { afterEach, describe, expect, it, vi } from 'vitest'
import { Refusal, address, carried, get, headersOf, newKey, post } from '@/api'

const answer = (status: number, body: unknown) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status })

describe('the door to the server', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    Object.assign(carried, { csrf: '', purpose: '', onLost: () => undefined })
  })
  it('a look carries its purpose, a change the token, the key and the version', () => {
    Object.assign(carried, { csrf: 'token', purpose: '户口核对' })
    const look = headersOf('GET', {})
    expect(look['X-Purpose']).toBe(encodeURIComponent('户口核对'))
    expect(look['X-CSRF-Token']).toBeUndefined()
    const change = headersOf('POST', { key: 'k', ver: 7, body: {} })
    expect(change).toMatchObject({ 'X-CSRF-Token': 'token', 'Idempotency-Key': 'k', 'If-Match': '"7"' })
  })
  it('what was not given stays out of the address', () => {
    expect(address('/x', { a: 1, b: undefined, c: '', d: '张' })).toBe('/api/v1/x?a=1&d=%E5%BC%A0')
  })
  it('a refusal keeps its code and both texts', async () => {
    const problem = { title: '没有这份申请。', titleEn: 'No such application.', code: 'C-101', status: 404 }
    vi.stubGlobal('fetch', async () => answer(404, problem))
    const refusal = await get<Refusal>('/x').catch((e: Refusal) => e)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal.problem).toMatchObject(problem)
  })
  it('a lost session is told once per answer, a wrong password is not a lost session', async () => {
    const onLost = vi.fn()
    carried.onLost = onLost
    vi.stubGlobal('fetch', async () => answer(401, { code: 'P-103', title: '会话已超时' }))
    await get('/x').catch(() => undefined)
    await post('/session', {}, { quiet401: true }).catch(() => undefined)
    expect(onLost).toHaveBeenCalledTimes(1)
  })
  it('no answer at all becomes a refusal too', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('down')))
    const refusal = await get<Refusal>('/x').catch((e: Refusal) => e)
    expect(refusal.code).toBe('NETWORK')
  })
  it('an empty answer is undefined', async () => {
    vi.stubGlobal('fetch', async () => answer(204, null))
    expect(await post('/x')).toBeUndefined()
  })
  it('a request key is a UUID even where the browser makes none', () => {
    const old = { getRandomValues: (b: Uint8Array) => b.fill(0xab) } as unknown as Crypto
    expect(newKey(old)).toBe('abababab-abab-4bab-abab-abababababab')
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
