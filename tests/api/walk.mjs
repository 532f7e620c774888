// One card's way through the API, through a proxy that refuses what the contract does not say: a question it calls
// wrong comes back as 422 of the proxy, an answer as 500 with the violations.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

const base = process.env.JUMIN_URL
const direct = process.env.JUMIN_SERVER // the proxy reads every body as text: a picture goes around it
const password = process.env.JUMIN_PASSWORD
const station = Number(process.env.JUMIN_STATION)
const counts = { passed: 0, failed: 0 }

function check(sentence, holds, detail = '') {
  counts[holds ? 'passed' : 'failed']++
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${sentence}${holds ? '' : `: ${detail}`}`)
  return holds
}

class Desk {
  constructor(login) {
    this.login = login
  }
  async open() {
    const answer = await this.send('POST', '/session', { body: { login: this.login, password } })
    const cookie = answer.headers.get('set-cookie') ?? ''
    this.cookie = cookie.split(';')[0]
    this.csrf = answer.json?.csrf
    return this
  }
  async send(method, path, { body, ver, key, bytes, type, purpose } = {}) {
    const headers = {}
    if (this.cookie) headers.Cookie = this.cookie
    if (method !== 'GET' && this.csrf) headers['X-CSRF-Token'] = this.csrf
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    if (bytes) headers['Content-Type'] = type
    if (ver !== undefined) headers['If-Match'] = `"${ver}"`
    if (key) headers['Idempotency-Key'] = randomUUID()
    if (purpose) headers['X-Purpose'] = encodeURIComponent(purpose)
    const own = path.startsWith('/healthz') || path.startsWith('/readyz')
    const url = `${type === 'image/jpeg' ? direct : base}${own ? '' : '/api/v1'}${path}`
    const answer = await fetch(url, { method, headers, body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)) })
    const text = await answer.text()
    let json
    try {
      json = JSON.parse(text)
    } catch {
      json = undefined
    }
    return { status: answer.status, headers: answer.headers, text, json }
  }
  /** The step's name is its sentence; returns what was answered. */
  async walk(sentence, status, method, path, wanted) {
    const answer = await this.send(method, path, wanted)
    const proxied = answer.json?.type?.includes('stoplight') ?? false
    check(sentence, answer.status === status && !proxied, `${answer.status} ${answer.text.slice(0, 600)}`)
    return answer.json ?? {}
  }
}

const desk = (login) => new Desk(login).open()
const look = { purpose: '接口测试' }

// ---- who is there ----
const nobody = new Desk('')
await nobody.walk('the server is alive', 200, 'GET', '/healthz')
await nobody.walk('the server is ready', 200, 'GET', '/readyz')
await nobody.walk('a wrong password is refused', 401, 'POST', '/session', { body: { login: 'counter', password: 'x' } })
const [counter, giver, reviewer, signer, inspector, officer, auditor, packer, finance, system, security, audit] =
  await Promise.all(
    ['counter', 'giver', 'reviewer', 'signer', 'inspector', 'number_officer', 'auditor', 'packer', 'finance',
      'system-walk', 'security-walk', 'audit-walk'].map(desk),
  )
check('everybody is logged in', !!counter.csrf && !!audit.csrf)
const me = await counter.walk('a session knows its clerk', 200, 'GET', '/session')
await counter.walk('units', 200, 'GET', '/units?limit=200')
await counter.walk('roles', 200, 'GET', '/roles')
await counter.walk('code lists', 200, 'GET', '/codes')
await counter.walk('the board', 200, 'GET', '/board/today')

// ---- accounts ----
const clerks = await system.walk('clerks', 200, 'GET', '/clerks?limit=200')
const made = await system.walk('a clerk is added', 201, 'POST', '/clerks', {
  body: { unit: station, login: 'newcomer', name: '新来的', password },
})
await system.walk('a clerk is locked out', 204, 'POST', `/clerks/${made.id}/lock`, { body: {} })
await system.walk('a clerk is unlocked', 204, 'POST', `/clerks/${made.id}/unlock`, { body: {} })
await security.walk('a role is granted', 204, 'POST', `/clerks/${made.id}/roles`, { body: { role: 'hand_out_clerk' } })
await security.walk('a role is taken back', 204, 'DELETE', `/clerks/${made.id}/roles/hand_out_clerk`)
await counter.walk('rights are refused', 403, 'POST', '/clerks', {
  body: { unit: station, login: 'another', name: '无', password },
})

// ---- receipts ----
for (const [first, login] of [
  [1, 'counter'],
  [101, 'signer'],
])
  await finance.walk(`a book of receipts for the ${login}`, 201, 'POST', '/receipt-books', {
    key: true,
    body: { prefix: 'W', first, last: first + 99, clerk: clerks.items?.find((c) => c.login === login)?.id },
  })
await finance.walk('the books', 200, 'GET', '/receipt-books?limit=200')

// ---- the register ----
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const numberOf = (seventeen) =>
  seventeen + '10X98765432'[[...seventeen].reduce((sum, c, i) => sum + Number(c) * weights[i], 0) % 11]
const csv =
  '原编号,户号,与户主关系,姓名,性别,民族,出生日期,公民身份号码,省市县区,街路巷,门牌号,派出所,户类型,状态\n' +
  `W1,H1,户主,行路人,男,汉族,1980-06-15,${numberOf('65010219800615001')},新疆维吾尔自治区乌鲁木齐市天山区,解放南路,1号,${station},家庭户,正常\n` +
  `W2,H1,之妻,同路人,女,汉族,1982-01-02,650102198201020000,新疆维吾尔自治区乌鲁木齐市天山区,解放南路,1号,${station},家庭户,正常\n` +
  'W3,H2,户主,,男,汉族,1980-06-15,,,,,,,\n'
await officer.walk('an import is tried', 200, 'POST', '/registers/import?dryRun=1', { bytes: csv, type: 'text/csv' })
const load = await officer.walk('a register is imported', 200, 'POST', '/registers/import', { bytes: csv, type: 'text/csv' })
check('two persons were taken, one row rejected', load.taken === 2 && load.rejected === 1, JSON.stringify(load))
const cases = await officer.walk('number cases', 200, 'GET', '/number-cases?state=OPEN&limit=10')
const odd = cases.items?.[0]
await officer.walk('a number case is decided', 200, 'POST', `/number-cases/${odd?.part}/${odd?.id}/decision`, {
  ver: odd?.ver,
  body: { outcome: 'CONFIRMED' },
})
const found = await counter.walk('persons are found, masked', 200, 'POST', '/persons/search', {
  body: { name: '行路人', purpose: look.purpose },
})
const hit = found.items?.[0]
const person = await counter.walk('a person is looked at', 200, 'GET', `/persons/${hit?.part}/${hit?.id}`, look)
check('a ground can be chosen', person.grounds?.some((g) => g.allowed), JSON.stringify(person.grounds))

// ---- the application ----
const ground = person.grounds?.find((g) => g.allowed)?.code
const accepted = await counter.walk('an application is accepted', 201, 'POST', '/applications', {
  key: true,
  body: { personPart: hit?.part, person: hit?.id, ground, phone: '0991' },
})
const number = accepted.number
for (const queue of ['station', 'held', 'refused', 'review', 'sign', 'audit', 'pack', 'inspect', 'verify', 'handout'])
  await counter.walk(`the queue ${queue}`, 200, 'GET', `/applications?queue=${queue}&limit=5`)
await counter.walk('an application is looked at', 200, 'GET', `/applications/${number}`, look)
await counter.walk('the same by its id', 200, 'GET', `/applications/by/${accepted.part}/${accepted.id}`, look)
await counter.walk('a stale version is refused', 412, 'POST', `/applications/${number}/void`, { ver: 99, body: {} })
await reviewer.walk('a step out of turn is refused', 409, 'POST', `/applications/${number}/review`, {
  ver: accepted.ver,
  body: { verdict: 'good' },
})
const complete = await counter.walk('a portrait is taken', 200, 'PUT', `/applications/${number}/portrait`, {
  ver: accepted.ver,
  bytes: readFileSync(process.env.JUMIN_PORTRAIT),
  type: 'image/jpeg',
})

/** The server sends by itself what is finished; until then the next desk's queue is empty. */
async function arrives(at, queue) {
  for (let tries = 0; tries < 60; tries++) {
    const page = await at.send('GET', `/applications?queue=${queue}`)
    const row = page.json?.items?.find((a) => a.number === number)
    if (row) return row
    await new Promise((done) => setTimeout(done, 500))
  }
  check(`it arrives in the queue ${queue}`, false)
  return {}
}
const reviewable = await arrives(reviewer, 'review')
await reviewer.walk('an application is reviewed', 200, 'POST', `/applications/${number}/review`, {
  ver: reviewable.ver,
  body: { verdict: 'good' },
})
const batch = { key: true, body: { numbers: [number] } }
const unseen = await signer.walk('a batch is signed', 200, 'POST', '/applications/signatures', batch)
check('but nothing unseen', unseen.signed?.length === 0 && unseen.refused?.[0]?.code === 'C-114', JSON.stringify(unseen))
await signer.walk('a portrait is opened', 200, 'GET', `/portraits/${complete.part}/${complete.portrait}?application=${number}`)
const seen = await signer.walk('a batch is signed again', 200, 'POST', '/applications/signatures', batch)
check('and what was opened is', seen.signed?.[0] === number, JSON.stringify(seen))
const auditable = await arrives(auditor, 'audit')
await auditor.walk('production data are audited', 200, 'POST', `/applications/${number}/audit`, {
  ver: auditable.ver,
  body: { verdict: 'good' },
})
await auditor.walk('an unknown application is refused', 404, 'POST', '/applications/1/audit', { ver: 1, body: { verdict: 'good' } })
await signer.walk('a temporary card', 201, 'POST', `/applications/${number}/temporary-card`, { key: true, body: {} })
await counter.walk('the application form is printed', 200, 'GET', `/forms/application/${number}.pdf`)
await counter.walk('the slip is printed', 200, 'GET', `/forms/collection-slip/${number}.pdf`)

// ---- cards, consignments, packages ----
await inspector.walk('cards in stock', 200, 'GET', '/cards?place=stock')
await inspector.walk('an unknown card is refused', 404, 'GET', '/cards/NONE')
await inspector.walk('consignments in', 200, 'GET', '/consignments?direction=in')
await giver.walk('a hand-over without proof is refused', 422, 'POST', `/applications/${number}/hand-over`, {
  ver: accepted.ver,
  body: { identity: true, chipRead: true, oldCard: 'NEVER_HAD', signature: 'PAPER', temporaryReturned: true },
})
await packer.walk('packages sent', 200, 'GET', '/packages?direction=out')
await packer.walk('packages received', 200, 'GET', '/packages?direction=in')
await packer.walk('what waits', 200, 'GET', '/packages/waiting')
await packer.walk('gaps', 200, 'GET', '/packages/gaps')
await packer.walk('what is no package is refused', 400, 'POST', '/packages/take', {
  key: true,
  bytes: 'no package',
  type: 'application/octet-stream',
})

// ---- the journal ----
const page = await audit.walk('the journal', 200, 'GET', '/journal?limit=5')
await audit.walk('the journal goes on', 200, 'GET', `/journal?limit=5&after=${encodeURIComponent(page.next)}`)
await audit.walk('an entry is proved', 200, 'GET', `/journal/proof/${number}`)
const verified = await audit.walk('the journal is verified', 200, 'POST', '/journal/verify', { body: {} })
check('and holds', verified.ok === true, JSON.stringify(verified))
await counter.walk('log out', 204, 'DELETE', '/session')
await counter.walk('and the session has ended', 401, 'GET', '/session')

console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed || !counts.passed || !me.clerk ? 1 : 0
