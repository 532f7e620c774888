// Clerks at their counters, who remember on disk what they asked and what they were told, whatever happens to the
// server: first they ask again what was never answered, then they accept one resident after the other, each with a
// portrait, until the time is over or the server is gone.
//
//   node acceptances.mjs PORT FOLDER SECONDS
//
// FOLDER/clerks      login station, a line each            FOLDER/password    of all of them
// FOLDER/persons     station part person, a line each      FOLDER/portrait.jpg
// FOLDER/log         what was sent and told:  sent LOGIN KEY PART PERSON · accepted KEY NUMBER · pictured NUMBER
//
// Exit 0 when everybody was served or the server went away; 1 when somebody was refused, or the same key was told another
// number.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import http from 'node:http'

const [port, folder, seconds] = process.argv.slice(2)
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
const read = (name) => readFileSync(`${folder}/${name}`, 'utf8')
const lines = (text) => text.split('\n').filter((line) => line).map((line) => line.split(' '))
const password = read('password').trim()
const portrait = readFileSync(`${folder}/portrait.jpg`)
const gone = Symbol('the server is gone')

// ---- what is remembered ----

const past = existsSync(`${folder}/log`) ? lines(read('log')) : []
const log = openSync(`${folder}/log`, 'a')
function remember(...words) {
  writeSync(log, `${words.join(' ')}\n`)
  fsyncSync(log)
}
const told = new Map(past.filter(([what]) => what === 'accepted').map(([, key, number]) => [key, number]))
const sent = past.filter(([what]) => what === 'sent').map(([, login, key, part, person]) => ({ login, key, part, person }))
const asked = new Set(sent.map((one) => one.person))

// ---- one clerk ----

function ask(method, path, headers, body) {
  return new Promise((answer, broken) => {
    const length = { 'Content-Length': Buffer.byteLength(body) }
    const request = http.request({ port, host: '127.0.0.1', agent, method, path, headers: { ...headers, ...length } }, (reply) => {
      const pieces = []
      reply.on('data', (piece) => pieces.push(piece))
      reply.on('end', () => answer({ status: reply.statusCode, headers: reply.headers, text: Buffer.concat(pieces).toString() }))
      reply.on('aborted', () => broken(gone))
      reply.on('error', () => broken(gone))
    })
    request.on('error', () => broken(gone))
    request.end(body)
  })
}

function expect(answer, status, what) {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.text}`)
  return answer
}

async function logIn(login) {
  const json = { 'Content-Type': 'application/json' }
  const answer = expect(await ask('POST', '/api/v1/session', json, JSON.stringify({ login, password })), 200, login)
  return { Cookie: answer.headers['set-cookie'][0].split(';')[0], 'X-CSRF-Token': JSON.parse(answer.text).csrf }
}

async function accept(session, { key, part, person }) {
  const headers = { ...session, 'Content-Type': 'application/json', 'Idempotency-Key': key }
  const body = JSON.stringify({ personPart: Number(part), person, ground: '22', phone: '0991' })
  const answer = expect(await ask('POST', '/api/v1/applications', headers, body), 201, key)
  const number = JSON.parse(answer.text).number
  if (told.has(key) && told.get(key) !== number) throw new Error(`${key}: ${told.get(key)}, and now ${number}`)
  if (!told.has(key)) remember('accepted', key, number)
  told.set(key, number)
  return { number, version: answer.headers.etag }
}

async function picture(session, { number, version }) {
  const headers = { ...session, 'Content-Type': 'image/jpeg', 'If-Match': version }
  expect(await ask('PUT', `/api/v1/applications/${number}/portrait`, headers, portrait), 200, number)
  remember('pictured', number)
}

/** What was never answered, and a few that were. */
async function askAgain(login, session) {
  const mine = sent.filter((one) => one.login === login)
  const answered = mine.filter((one) => told.has(one.key))
  for (const one of [...mine.filter((one) => !told.has(one.key)), ...answered.slice(-3), ...answered.slice(0, 2)])
    await accept(session, one)
}

async function work(login, people, until) {
  const session = await logIn(login)
  await askAgain(login, session)
  for (const [, part, person] of people) {
    if (Date.now() >= until) return
    const one = { key: randomUUID(), part, person }
    remember('sent', login, one.key, part, person)
    await picture(session, await accept(session, one))
  }
}

// ---- all of them ----

const clerks = lines(read('clerks'))
const persons = lines(read('persons')).filter(([, , person]) => !asked.has(person))
const until = Date.now() + Number(seconds) * 1000
let exit = 0
await Promise.all(
  clerks.map(async ([login, station], nth) => {
    const beside = clerks.filter((clerk) => clerk[1] === station).map((clerk) => clerk[0])
    const people = persons.filter((one) => one[0] === station).filter((_, i) => beside[i % beside.length] === login)
    try {
      await work(login, people, until)
    } catch (why) {
      if (why === gone) return
      console.error(`${nth} ${login}: ${why.message}`)
      exit = 1
    }
  }),
)
agent.destroy()
closeSync(log)
process.exitCode = exit
