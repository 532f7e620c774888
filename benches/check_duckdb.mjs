// Duplicate numbers in DuckDB, over the column benches/tools/twins.c gets: milliseconds, best of seven, and how many
// rows repeat an earlier one.
//
//   node benches/check_duckdb.mjs FILE
import { existsSync } from 'node:fs'
import path from 'node:path'
import { execSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
if (!existsSync(path.join(here, 'node_modules/@duckdb/node-api')))
  execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: here, stdio: ['ignore', 2, 2] })
const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api')

const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
await db.run(`CREATE TABLE held AS SELECT number FROM read_csv('${process.argv[2]}', header = false,
  columns = { 'number': 'VARCHAR' }) WHERE number <> ''`)
let best = Infinity
let twice = 0
for (let pass = 0; pass < 7; pass++) {
  const start = process.hrtime.bigint()
  const found = await db.runAndReadAll('SELECT number, count(*) AS n FROM held GROUP BY number HAVING count(*) > 1')
  best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6)
  twice = found.getRows().reduce((sum, row) => sum + Number(row[1]) - 1, 0)
}
console.log(best.toFixed(2), twice)
