// The comparison of benches/tools/link.c as SQL in DuckDB: the same pairs, the same levels, two threads.
//
//   node benches/link_duckdb.mjs TABLE LEVELS
//
// Prints pairs in a second of one core; exit 1 when the counts of levels are not those of LEVELS.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { execSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
if (!existsSync(path.join(here, 'node_modules/@duckdb/node-api')))
  execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: here, stdio: ['ignore', 2, 2] })
const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api')

const [table, levels] = process.argv.slice(2)
const database = await DuckDBInstance.create(':memory:', { threads: '2' })
const db = await database.connect()

await db.run(`CREATE TABLE person AS SELECT * FROM read_csv('${table}', header = true, nullstr = '',
  columns = { 'row': 'INTEGER', 'born': 'VARCHAR', 'pinyin': 'VARCHAR', 'number': 'VARCHAR',
              'native': 'VARCHAR', 'sex': 'VARCHAR', 'moved': 'VARCHAR' })`)
// The candidates are made before the clock starts: what is measured is comparing them.
await db.run(`CREATE TABLE pair AS
  SELECT a.pinyin pinyin_a, b.pinyin pinyin_b, a.number number_a, b.number number_b, a.native native_a,
         b.native native_b, a.sex sex_a, b.sex sex_b, a.moved moved_a, b.moved moved_b
  FROM person a JOIN person b ON a.born = b.born AND a.row < b.row`)

const level = (name, ...tests) =>
  `CASE WHEN ${name}_a IS NULL OR ${name}_b IS NULL THEN 0 ` +
  tests.map((test, i) => `WHEN ${test(`${name}_a`, `${name}_b`)} THEN ${i + 1} `).join('') +
  `ELSE ${tests.length + 1} END`
const equal = (a, b) => `${a} = ${b}`
const query = `
  SELECT l1, l2, l3, l4, l5, count(*) n FROM (SELECT
    ${level('pinyin', equal, (a, b) => `jaro_winkler_similarity(${a}, ${b}) >= 0.9`)} l1,
    ${level('number', equal, (a, b) => `damerau_levenshtein(${a}, ${b}) <= 1`)} l2,
    ${level('native', equal)} l3, ${level('sex', equal)} l4,
    ${level('moved', equal, (a, b) => `levenshtein(${a}, ${b}) <= 1`)} l5
    FROM pair) GROUP BY ALL`

const start = process.cpuUsage()
const rows = (await db.runAndReadAll(query)).getRows()
const { user, system } = process.cpuUsage(start)
const seconds = (user + system) / 1e6

const own = new Map(rows.map((row) => [row.slice(0, 5).join(''), Number(row[5])]))
const pairs = [...own.values()].reduce((sum, n) => sum + n, 0)
console.log(pairs / seconds)
const theirs = readFileSync(levels, 'utf8').trim().split('\n').map((line) => line.split(','))
const other = theirs.filter(([set, n]) => own.get(set) !== Number(n))
if (other.length > 0 || theirs.length !== own.size) {
  console.error(`other pairs: ${other.length} of ${theirs.length} sets of levels, ${own.size} in DuckDB`)
  for (const [set, n] of other.slice(0, 5)) console.error(`${set}: ${n}, ${own.get(set) ?? 0}`)
  process.exit(1)
}
