// Prints how many numbers npm's idcard verifies in a second of the processor: the lines of the file, best of
// five passes.
//
//   node benches/number_idcard.mjs FILE
import fs from 'node:fs'
import path from 'node:path'
import { execSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url))
if (!fs.existsSync(path.join(here, 'node_modules/idcard')))
  execSync('npm ci --ignore-scripts --no-audit --no-fund', { cwd: here, stdio: ['ignore', 2, 2] })

const idcard = createRequire(import.meta.url)('idcard')
const numbers = fs.readFileSync(process.argv[2], 'latin1').trimEnd().split('\n')

let best = Infinity
for (let pass = 0; pass < 5; pass++) {
  const start = process.cpuUsage()
  let good = 0
  for (const number of numbers) good += idcard.verify(number) ? 1 : 0
  const { user, system } = process.cpuUsage(start)
  best = Math.min(best, (user + system) / 1e6)
  if (good === 0) process.exit(1)
}
console.log(Math.round(numbers.length / best))
