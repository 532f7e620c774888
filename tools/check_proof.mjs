#!/usr/bin/env node
// Checks proofs that an entry stands in a unit's journal (docs/proof.md). It shares no code with the program that wrote
// them: SM3, SM2 and the tree are written here again, out of the standards, with no packages.
//
//   node tools/check_proof.mjs [--key HEX] [--head SIZE:ROOT] FILE|- …
//
//   --key   the unit's public key as published; without it the key in the file is taken, and said
//   --head  a head you hold already; the proof must show that it is the beginning of its own
//
// One verdict a file, what was verified below it. Exit 0 all valid, 1 one is not, 64 wrong use.
import { readFileSync } from 'node:fs';

// ---- SM3 [GB/T 32905] ----

const rotl = (x, n) => { n &= 31; return n ? (x << n) | (x >>> (32 - n)) : x; };
const IV = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

function compress(state, block) {
  const w = [];
  for (let j = 0; j < 16; j++) w.push(block.readInt32BE(4 * j));
  for (let j = 16; j < 68; j++) {
    const x = w[j - 16] ^ w[j - 9] ^ rotl(w[j - 3], 15);
    w.push(x ^ rotl(x, 15) ^ rotl(x, 23) ^ rotl(w[j - 13], 7) ^ w[j - 6]);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let j = 0; j < 64; j++) {
    const first = j < 16;
    const ss1 = rotl((rotl(a, 12) + e + rotl(first ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
    const ff = first ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = first ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ rotl(a, 12)) + (w[j] ^ w[j + 4])) | 0;
    const tt2 = (gg + h + ss1 + w[j]) | 0;
    [a, b, c, d] = [tt1, a, rotl(b, 9), c];
    [e, f, g, h] = [tt2 ^ rotl(tt2, 9) ^ rotl(tt2, 17), e, rotl(f, 19), g];
  }
  return [a, b, c, d, e, f, g, h].map((x, i) => x ^ state[i]);
}

function sm3(...parts) {
  const bytes = Buffer.concat(parts);
  const padded = Buffer.alloc(Math.ceil((bytes.length + 9) / 64) * 64);
  bytes.copy(padded);
  padded[bytes.length] = 0x80;
  padded.writeBigUInt64BE(BigInt(bytes.length) * 8n, padded.length - 8);
  let state = IV;
  for (let i = 0; i < padded.length; i += 64) state = compress(state, padded.subarray(i, i + 64));
  const out = Buffer.alloc(32);
  state.forEach((word, i) => out.writeInt32BE(word | 0, 4 * i));
  return out;
}

// ---- SM2 verification [GB/T 32918.2, .5] ----

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
];
const SIGNER = Buffer.from('1234567812345678');

const mod = (x, m = P) => ((x % m) + m) % m;
const numberOf = (bytes) => BigInt(`0x${bytes.toString('hex')}`);
const bytesOf = (n) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex');

function inverse(x) { // Euclid's
  let [r, next, s, t] = [P, mod(x), 0n, 1n];
  while (next) {
    const q = r / next;
    [r, next, s, t] = [next, r - q * next, t, s - q * t];
  }
  return mod(s);
}

function add(p, q) { // null is the point at infinity
  if (!p || !q) return p ?? q;
  if (p[0] === q[0] && mod(p[1] + q[1]) === 0n) return null;
  const [rise, run] = p[0] === q[0] ? [3n * p[0] * p[0] + A, 2n * p[1]] : [q[1] - p[1], q[0] - p[0]];
  const slope = mod(rise * inverse(run));
  const x = mod(slope * slope - p[0] - q[0]);
  return [x, mod(slope * (p[0] - x) - p[1])];
}

function sumOfProducts(k, p, m, q) { // k·p + m·q, doubling once for both
  const bits = [k, m].map((x) => x.toString(2).padStart(256, '0'));
  const both = add(p, q);
  let sum = null;
  for (let i = 0; i < 256; i++) {
    sum = add(sum, sum);
    if (bits[0][i] === '1') sum = add(sum, bits[1][i] === '1' ? both : p);
    else if (bits[1][i] === '1') sum = add(sum, q);
  }
  return sum;
}

function pointOf(key) { // null when it is none of the curve's
  const [x, y] = [numberOf(key.subarray(1, 33)), numberOf(key.subarray(33))];
  const onCurve = key[0] === 4 && x < P && y < P && mod(y * y - x * x * x - A * x - B) === 0n;
  return onCurve ? [x, y] : null;
}

function sm2Verifies(key, message, signature) {
  const point = pointOf(key);
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))];
  if (!point || r < 1n || r >= N || s < 1n || s >= N) return false;
  const t = mod(r + s, N);
  if (t === 0n) return false;
  const who = sm3(Buffer.from([0, SIGNER.length * 8]), SIGNER, ...[A, B, ...G, ...point].map(bytesOf));
  const e = numberOf(sm3(who, message));
  const sum = sumOfProducts(s, G, t, point);
  return sum !== null && mod(e + sum[0], N) === r;
}

// ---- the tree [RFC 9162 2.1.3.2, 2.1.4.2] ----

const node = (left, right) => sm3(Buffer.from([1]), left, right);

// Climbs to the root, meeting each hash of the path on the left or on the right; false when the path is too long or too short.
function climb(at, last, path, meet) {
  for (const hash of path) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      meet.left(hash);
      while (!(at & 1n) && at) [at, last] = [at >> 1n, last >> 1n];
    } else {
      meet.right(hash);
    }
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n;
}

function includes(leaf, index, size, path, root) {
  let hash = leaf;
  const meet = { left: (other) => { hash = node(other, hash); }, right: (other) => { hash = node(hash, other); } };
  return index < size && climb(index, size - 1n, path, meet) && hash.equals(root);
}

function continues(fromSize, fromRoot, size, path, root) {
  if (fromSize === 0n) return path.length === 0 && fromRoot.equals(sm3());
  if (fromSize === size) return path.length === 0 && fromRoot.equals(root);
  if (fromSize > size || path.length === 0) return false;
  let [at, last] = [fromSize - 1n, size - 1n];
  while (at & 1n) [at, last] = [at >> 1n, last >> 1n];
  const isSubtree = (fromSize & (fromSize - 1n)) === 0n; // then the path leaves its root out
  let older = isSubtree ? fromRoot : path[0];
  let newer = older;
  const meet = { left: (other) => { older = node(other, older); newer = node(other, newer); }, right: (other) => { newer = node(newer, other); } };
  return climb(at, last, isSubtree ? path : path.slice(1), meet) && older.equals(fromRoot) && newer.equals(root);
}

// ---- the file ----

class Wrong extends Error {}
function must(fact, code, zh, en) {
  if (!fact) throw new Wrong(`${code} ${zh} / ${en}`);
}

// Kinds of values: each turns what JSON gave into what is computed with, or gives undefined.
const DECIMAL = /^(0|-?[1-9][0-9]{0,18})$/;
const number = (v) => (typeof v === 'string' && DECIMAL.test(v) ? BigInt(v) : undefined);
const count = (v) => (number(v) >= 0n ? number(v) : undefined);
const text = (v) => (typeof v === 'string' && v.isWellFormed() ? v : undefined);
const hex = (len) => (v) => (typeof v === 'string' && v.length === 2 * len && /^[0-9a-f]*$/.test(v) ? Buffer.from(v, 'hex') : undefined);
const list = (v) => (Array.isArray(v) && v.length <= 64 && v.every(hex(32)) ? v.map(hex(32)) : undefined);
const object = (shape) => (v) => read(v, shape);

const ENTRY = {
  instant: number, clerk: number, terminal: text, purpose: text, verb: text, subjectPart: number, subject: number,
  bodyHash: hex(32), 'nonce?': hex(16), 'body?': text,
};
const HEAD = { size: count, root: hex(32), instant: number, signature: hex(64), publicKey: hex(65) };
const CONSISTENCY = { fromSize: count, fromRoot: hex(32), path: list };
const PROOF = {
  format: (v) => (v === 'jumin proof v1' ? v : undefined), unit: number, sequence: count, entry: object(ENTRY), leaf: hex(32), size: count,
  path: list, root: hex(32), head: object(HEAD), 'consistency?': object(CONSISTENCY),
};

// Every key of the shape and no other: what is not checked must not stand beside what is.
function read(value, shape) {
  must(value !== null && typeof value === 'object' && !Array.isArray(value), 'SHAPE', '结构不对', 'not an object where one is due');
  const out = {};
  for (const [key, kind] of Object.entries(shape)) {
    const name = key.replace('?', '');
    if (!Object.hasOwn(value, name) && key.endsWith('?')) continue;
    out[name] = Object.hasOwn(value, name) ? kind(value[name]) : undefined;
    must(out[name] !== undefined, 'SHAPE', `缺少或不合规的项 ${name}`, `missing or malformed: ${name}`);
  }
  const extra = Object.keys(value).find((key) => !Object.hasOwn(shape, key) && !Object.hasOwn(shape, `${key}?`));
  must(extra === undefined, 'SHAPE', '有不认识的项', `unknown: ${JSON.stringify(extra)}`);
  return out;
}

function leafOf({ unit, sequence, entry }) {
  const fields = ['jumin entry v1', unit, sequence, entry.instant, entry.clerk, entry.terminal, entry.purpose, entry.verb,
    entry.subjectPart, entry.subject, entry.bodyHash];
  const parts = fields.flatMap((field) => {
    const bytes = Buffer.isBuffer(field) ? field : Buffer.from(String(field), 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return sm3(Buffer.from([0]), ...parts);
}

function checkEntry(proof) {
  const { nonce, body, bodyHash } = proof.entry;
  must((nonce === undefined) === (body === undefined), 'BODY', '正文与随机数须同时给出', 'body and nonce go together');
  if (body !== undefined)
    must(sm3(nonce, Buffer.from(body, 'utf8')).equals(bodyHash), 'BODY', '正文与其哈希不符', 'the body does not give its hash');
  must(leafOf(proof).equals(proof.leaf), 'LEAF', '条目内容与叶哈希不符', 'the fields do not give the leaf');
  must(includes(proof.leaf, proof.sequence, proof.size, proof.path, proof.root), 'PATH', '路径不通到根', 'the path does not lead to the root');
}

function checkHead(proof, trusted) {
  const { size, root, instant, signature, publicKey } = proof.head;
  must(size === proof.size && root.equals(proof.root), 'HEAD', '日志头与证明不符', 'the head is of another tree');
  must(!trusted.key || trusted.key.equals(publicKey), 'KEY', '公钥不是公布的那一把', 'not the key that was published');
  const message = Buffer.from(`jumin head v1\n${proof.unit}\n${size}\n${root.toString('hex')}\n${instant}\n`);
  must(sm2Verifies(publicKey, message, signature), 'SIGNATURE', '日志头签名无效', "the head's signature does not verify");
}

function checkOlder(proof, trusted) {
  const older = proof.consistency ?? { fromSize: proof.size, fromRoot: proof.root, path: [] };
  must(continues(older.fromSize, older.fromRoot, proof.size, older.path, proof.root), 'CONSISTENCY', '旧日志头不是其前段', 'the older head is no beginning of this one');
  if (trusted.head)
    must(trusted.head.size === older.fromSize && trusted.head.root.equals(older.fromRoot), 'OLDER_HEAD', '与所持旧日志头不符', 'not the older head you hold');
}

const clock = (us) => {
  const time = new Date(Number(us / 1000n) + 8 * 3600 * 1000);
  return Number.isNaN(time.getTime()) ? String(us) : time.toISOString().replace(/\.\d+Z$/, '+08:00');
};

function report(proof, trusted) {
  const { entry, head } = proof;
  const rows = [
    ['单位 unit', proof.unit], ['序号 sequence', `${proof.sequence} (共 of ${proof.size})`], ['时间 instant', clock(entry.instant)],
    ['经办 clerk', `${entry.clerk} @ ${JSON.stringify(entry.terminal)}`], ['动作 verb', JSON.stringify(entry.verb)],
    ['事由 purpose', JSON.stringify(entry.purpose)], ['对象 subject', `${entry.subjectPart}/${entry.subject}`],
    ['正文 body', entry.body === undefined ? '未附 not included' : JSON.stringify(entry.body)],
    ['日志头 head', `${clock(head.instant)} ${proof.root.toString('hex')}`],
    ['公钥 key', `${sm3(head.publicKey).toString('hex', 0, 8)} ${trusted.key ? '与公布的一致 as published' : '取自证明文件，请与公布的核对 from the file: compare it'}`],
  ];
  if (proof.consistency) rows.push(['旧日志头 older', `${proof.consistency.fromSize} ${proof.consistency.fromRoot.toString('hex')}`]);
  return rows.map(([name, value]) => `  ${name}: ${value}`).join('\n');
}

function check(bytes, trusted) {
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    must(false, 'SHAPE', '不是 UTF-8 的 JSON', 'not JSON in UTF-8');
  }
  const proof = read(value, PROOF);
  checkEntry(proof);
  checkHead(proof, trusted);
  checkOlder(proof, trusted);
  return report(proof, trusted);
}

// ---- the command ----

function usage() {
  console.error('用法 usage: node tools/check_proof.mjs [--key HEX] [--head SIZE:ROOT] FILE|- …');
  process.exit(64);
}

const trusted = {};
const files = [];
for (let args = process.argv.slice(2); args.length; args = args.slice(1)) {
  const [option, value = ''] = args;
  if (option === '--key') {
    trusted.key = hex(65)(value.toLowerCase()) ?? usage();
    args = args.slice(1);
  } else if (option === '--head') {
    const [size, root] = value.toLowerCase().split(':');
    trusted.head = { size: count(size) ?? usage(), root: hex(32)(root) ?? usage() };
    args = args.slice(1);
  } else if (option.startsWith('-') && option !== '-') {
    usage();
  } else {
    files.push(option);
  }
}
if (!files.length) usage();

for (const file of files) {
  try {
    const verified = check(readFileSync(file === '-' ? 0 : file), trusted);
    console.log(`${file}: 有效 VALID\n${verified}`);
  } catch (error) {
    console.log(`${file}: 无效 INVALID ${error instanceof Wrong ? error.message : `FILE ${error.code ?? error.message}`}`);
    process.exitCode = 1;
  }
}
