// Makes data/compatibility.csv, by hand: which code point of unified ideographs a compatibility ideograph stands for,
// as the Unicode normalization form C of this Node has it.
//
//   node tools/compatibility.mjs data
import fs from 'node:fs'
import path from 'node:path'

const ranges = [[0xf900, 0xfaff], [0x2f800, 0x2fa1f]]
const hex = point => point.toString(16).toUpperCase().padStart(4, '0')
const rows = []
for (const [from, to] of ranges)
  for (let point = from; point <= to; point++) {
    const unified = String.fromCodePoint(point).normalize('NFC').codePointAt(0)
    if (unified !== point) rows.push(`${hex(point)},${hex(unified)}\n`)
  }
fs.writeFileSync(path.join(process.argv[2], 'compatibility.csv'), 'point,unified\n' + rows.join(''))
console.error(`compatibility.csv: ${rows.length} rows, Unicode ${process.versions.unicode}`)
