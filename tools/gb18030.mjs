// Makes data/gb18030.csv, by hand: the two-byte codes of GB 18030-2000 in runs, from the tables of npm iconv-lite, which
// are those of the 2005 edition as browsers read it; the code that edition moved and the one browsers read otherwise are
// put back. What later editions changed stands in src/exchange/gb18030.c.
//
//   node tools/gb18030.mjs FOLDER-OF-iconv-lite data
import fs from 'node:fs'
import path from 'node:path'

const [from, to] = process.argv.slice(2)
const points = new Map()

// A row is a first code, then texts of one character a code, and counts that go on from the code point before.
function take(row) {
  let code = parseInt(row[0], 16)
  for (const part of row.slice(1)) {
    if (typeof part === 'string') for (const c of part) points.set(code++, c.codePointAt(0))
    else for (let n = 0; n < part; n++, code++) points.set(code, points.get(code - 1) + 1)
  }
}
for (const name of ['cp936.json', 'gbk-added.json'])
  JSON.parse(fs.readFileSync(path.join(from, 'encodings/tables', name), 'utf8')).forEach(take)
points.set(0xa8bc, 0xe7c7) // U+1E3F since 2005
points.set(0xa3a0, 0xe5e5) // the last of the third user-defined area; browsers make a blank of it

const hex = (n) => n.toString(16).toUpperCase().padStart(4, '0')
const runs = []
for (let a = 0x81; a <= 0xfe; a++)
  for (let b = 0x40; b <= 0xfe; b++) {
    if (b === 0x7f) continue
    const point = points.get((a << 8) | b)
    const last = runs[runs.length - 1]
    if (last && last.point + last.count === point) last.count++
    else runs.push({ code: (a << 8) | b, count: 1, point })
  }
const lines = runs.map((r) => `${hex(r.code)},${r.count},${hex(r.point)}\n`)
fs.writeFileSync(path.join(to, 'gb18030.csv'), 'code,count,point\n' + lines.join(''))
console.error(`gb18030.csv: ${runs.length} runs, ${runs.reduce((n, r) => n + r.count, 0)} codes`)
