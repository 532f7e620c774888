/** Every route the pages use, one line each, in the order of the contract. */
import { get, newKey, picture, post, put, remove } from './api'
import type * as T from './types'

export const session = {
  open: (login: string, password: string) =>
    post<T.Session>('/session', { login, password }, { quiet401: true }),
  current: () => get<T.Session>('/session'),
  close: () => remove<void>('/session', { quiet401: true }),
  password: (old: string, fresh: string) => post<void>('/session/password', { old, new: fresh }),
}

export const office = {
  units: () => get<T.Page<T.Unit>>('/units', { limit: 200 }),
  codes: () => get<T.Codes>('/codes'),
  board: () => get<T.Board>('/board/today'),
  clerks: (cursor?: string) => get<T.Page<T.ClerkRow>>('/clerks', { limit: 200, cursor }),
  hire: (clerk: { unit: number; login: string; name: string; password: string }, key: string) =>
    post<T.ClerkRow>('/clerks', clerk, { key }),
  lock: (id: T.Id, locked: boolean) => post<void>(`/clerks/${id}/${locked ? 'lock' : 'unlock'}`),
  roles: () => get<T.Page<T.Role>>('/roles'),
  give: (id: T.Id, role: string) => post<void>(`/clerks/${id}/roles`, { role }),
  take: (id: T.Id, role: string) => remove<void>(`/clerks/${id}/roles/${role}`),
}

export const persons = {
  search: (what: Record<string, string>, purpose: string, cursor?: string) =>
    post<T.Page<T.MaskedPerson>>('/persons/search', { ...what, purpose, limit: 50, cursor }),
  typed: (text: string, purpose: string) =>
    post<T.Page<T.MaskedPerson>>('/persons/typed', { text, purpose, limit: 20 }),
  one: (part: number, id: T.Id) => get<T.Person>(`/persons/${part}/${id}`),
  record: (part: number, id: T.Id) => get<T.PersonRecord>(`/persons/${part}/${id}/record`),
  write: (p: T.PersonRecord, field: string, value: string) =>
    post<T.PersonRecord>(`/persons/${p.part}/${p.id}/record/item`, { field, value }, { ver: p.ver }),
  history: (part: number, id: T.Id) => get<T.PersonHistory>(`/persons/${part}/${id}/history`),
  reverse: (p: T.PersonRecord, reason: string) =>
    post<void>(`/persons/${p.part}/${p.id}/reversal`, { reason }, { ver: p.ver }),
  household: (part: number, id: T.Id) => get<T.Household>(`/households/${part}/${id}`),
  numberCases: (state: string, cursor?: string) =>
    get<T.Page<T.NumberCase>>('/number-cases', { state, limit: 100, cursor }),
  decide: (c: T.NumberCase, decision: { outcome: string; newNumber?: string }) =>
    post<void>(`/number-cases/${c.part}/${c.id}/decision`, decision, { ver: c.ver }),
  causes: (c: T.NumberCase) => get<T.Page<T.NumberDiagnosis>>(`/number-cases/${c.part}/${c.id}/diagnosis`),
}

export const quality = {
  board: (unit?: number) => get<T.QualityBoard>('/quality', { unit }),
  measure: (key: string) => post<{ figures: number }>('/quality/measurements', {}, { key }),
}

export const findings = {
  list: (state: string, kind: string, unit?: number, cursor?: string) =>
    get<T.Page<T.Finding>>('/findings', { state, kind: kind || undefined, unit, limit: 100, cursor }),
  counts: () => get<T.Page<T.FindingCount>>('/findings/counts'),
  close: (f: T.Finding, reason: string) =>
    post<T.Finding>(`/findings/${f.part}/${f.id}/evidence`, { reason }, { ver: f.ver }),
}

export const same = {
  checks: (cursor?: string) => get<T.Page<T.SameCheck>>('/same-checks', { limit: 50, cursor }),
  ask: (order: T.SameCheckOrder, key: string) => post<T.SameCheck>('/same-checks', order, { key }),
  approve: (c: T.SameCheck, good: boolean, note?: string) =>
    post<T.SameCheck>(`/same-checks/${c.part}/${c.id}/verdict`, { good, note }, { ver: c.ver }),
  close: (c: T.SameCheck) =>
    post<T.SameCheck>(`/same-checks/${c.part}/${c.id}/closing`, undefined, { ver: c.ver }),
  run: (c: T.SameCheck) => post<T.LinkRun>(`/same-checks/${c.part}/${c.id}/runs`),
  runs: (cursor?: string) => get<T.Page<T.LinkRun>>('/link-runs', { limit: 20, cursor }),
  runFor: (c: T.Conflict) => post<T.LinkRun>(`/conflicts/${c.part}/${c.id}/runs`),
  pairs: (state: string, cursor?: string) =>
    get<T.Page<T.SamePairRow>>('/same-pairs', { state, limit: 50, cursor }),
  counts: () => get<T.Page<T.SamePairCount>>('/same-pairs/counts'),
  waiting: (cursor?: string) => get<T.Page<T.SamePairRow>>('/same-pairs/waiting', { limit: 50, cursor }),
  pair: (part: number, id: T.Id) => get<T.SamePairView>(`/same-pairs/${part}/${id}`),
  decide: (p: T.SamePair, what: T.SameVerdictOrder) =>
    post<T.SamePair>(`/same-pairs/${p.part}/${p.id}/decision`, what, { ver: p.ver }),
  undo: (p: T.SamePair, reason: string) =>
    post<T.SamePair>(`/same-pairs/${p.part}/${p.id}/undoing`, { reason }, { ver: p.ver }),
  cancel: (p: T.SamePair, what: T.SameCancellation) =>
    post<T.SamePair>(`/same-pairs/${p.part}/${p.id}/cancellation`, what, { ver: p.ver }),
}

export const fourWay = {
  sheet: (part: number, id: T.Id) => get<T.FourWaySheet>(`/persons/${part}/${id}/four-way`),
  check: (part: number, id: T.Id, order: T.FourWayOrder, key: string) =>
    post<T.FourWayView>(`/persons/${part}/${id}/four-way`, order, { key }),
  list: (cursor?: string) => get<T.Page<T.FourWayListed>>('/four-way-checks', { limit: 100, cursor }),
  counts: () => get<T.Page<T.FourWayCount>>('/four-way-checks/counts'),
  one: (part: number, id: T.Id) => get<T.FourWayView>(`/four-way-checks/${part}/${id}`),
  settle: (c: T.FourWayCheck, what: T.FourWaySettlement) =>
    post<T.FourWayView>(`/four-way-checks/${c.part}/${c.id}/settlement`, what),
  sign: (c: T.FourWayCheck, signer: T.FourWaySigner) =>
    post<T.FourWayCheck>(`/four-way-checks/${c.part}/${c.id}/signature`, { signer }, { ver: c.ver }),
}

export const conflicts = {
  list: (state: string, cursor?: string) =>
    get<T.Page<T.Conflict>>('/conflicts', { state, limit: 100, cursor }),
  open: (c: T.NumberCase, onePerson: boolean, key: string) =>
    post<T.Conflict>(
      '/conflicts',
      { part: c.part, person: c.person, otherPart: c.otherPart, otherPerson: c.otherPerson, onePerson },
      { key },
    ),
  one: (part: number, id: T.Id) => get<T.ConflictView>(`/conflicts/${part}/${id}`),
  prove: (c: T.Conflict, what: { side: number; kind: string; since?: string; text: string }, key: string) =>
    post<T.Conflict>(`/conflicts/${c.part}/${c.id}/evidence`, what, { key }),
  step: (c: T.Conflict, what: { step: string; keeper?: number; note?: string }) =>
    post<T.Conflict>(`/conflicts/${c.part}/${c.id}/steps`, what, { ver: c.ver }),
  decide: (c: T.Conflict, what: { keeper: number; newNumber?: string; note?: string }) =>
    post<T.Conflict>(`/conflicts/${c.part}/${c.id}/decision`, what, { ver: c.ver }),
  escalate: () => post<{ count: number }>('/conflicts/escalation'),
  told: (n: T.NumberNotice, note?: string) =>
    post<T.NumberNotice>(`/number-notices/${n.part}/${n.id}/told`, { note }),
}

export const characters = {
  find: (q: string) => get<{ items: T.CharacterFacts[]; more: boolean }>('/characters', { q }),
  look: (name: string) => post<T.NameLook>('/characters/name', { name }),
  missing: () => get<T.Page<T.MissingGlyph>>('/characters/missing'),
  count: () => post<{ names: number; missing: number }>('/characters/missing'),
  cases: (state: string, cursor?: string) =>
    get<T.Page<T.CharacterCase>>('/character-cases', { state, limit: 100, cursor }),
  source: (c: T.CharacterCase, source: string) =>
    post<T.CharacterCase>(`/character-cases/${c.part}/${c.id}/source`, { source }, { ver: c.ver }),
  picture: (c: T.CharacterCase, png: Blob) =>
    put<T.CharacterCase>(`/character-cases/${c.part}/${c.id}/picture`, {
      ver: c.ver,
      bytes: { data: png, type: 'image/png' },
    }),
  settle: (c: T.CharacterCase, character: string, note?: string) =>
    post<T.CharacterCase>(
      `/character-cases/${c.part}/${c.id}/decision`,
      { character, note: note || undefined },
      { ver: c.ver },
    ),
}

export const businesses = {
  kinds: () => get<T.Page<T.BusinessKind>>('/business-kinds'),
  list: (state: string, desk?: string, cursor?: string) =>
    get<T.Page<T.Business>>('/businesses', { state, desk, limit: 100, cursor }),
  one: (b: T.Business) => get<T.BusinessView>(`/businesses/${b.part}/${b.id}`),
  open: (order: T.BusinessOrder, key: string) => post<T.Business>('/businesses', order, { key }),
  scan: (b: T.Business, paper: string, page: Blob) =>
    post<void>(`/businesses/${b.part}/${b.id}/papers/${paper}`, undefined, {
      bytes: { data: page, type: 'image/jpeg' },
    }),
  scanned: (b: T.Business, n: number) => picture(`/businesses/${b.part}/${b.id}/scans/${n}`),
  submit: (b: T.Business) =>
    post<T.Business>(`/businesses/${b.part}/${b.id}/submission`, undefined, { ver: b.ver }),
  withdraw: (b: T.Business, note: string) =>
    post<T.Business>(`/businesses/${b.part}/${b.id}/withdrawal`, { note }, { ver: b.ver }),
  complete: (b: T.Business) =>
    post<T.Business>(`/businesses/${b.part}/${b.id}/completion`, undefined, { ver: b.ver }),
  rates: (from: string, to: string) => get<T.Page<T.ChangeRate>>('/change-rates', { from, to }),
  decide: (b: T.Business, level: string, good: boolean, note?: string) =>
    post<T.Business>(`/businesses/${b.part}/${b.id}/${level}-verdict`, { good, note }, { ver: b.ver }),
}

export const unregistered = {
  rules: () => get<T.UnregisteredRules>('/unregistered-classes'),
  figures: (by: string, from: T.Day, to: T.Day) =>
    get<T.Page<T.UnregisteredFigure>>('/unregistered-figures', { by, from, to }),
  list: (state: string, cursor?: string) =>
    get<T.Page<T.Unregistered>>('/unregistered', { state, limit: 100, cursor }),
  one: (c: T.Unregistered) => get<T.UnregisteredView>(`/unregistered/${c.part}/${c.id}`),
  open: (what: T.UnregisteredOpening, key: string) => post<T.Unregistered>('/unregistered', what, { key }),
  change: (c: T.Unregistered, what: T.UnregisteredChange) =>
    post<T.Unregistered>(`/unregistered/${c.part}/${c.id}/items`, what, { ver: c.ver }),
  prove: (
    c: T.Unregistered,
    p: { kind: string; paperNumber: string; issuer: string; issuedOn: string; note: string },
    key: string,
  ) =>
    post<T.Unregistered>(
      `/unregistered/${c.part}/${c.id}/evidence`,
      {
        kind: p.kind,
        paperNumber: p.paperNumber || undefined,
        issuer: p.issuer || undefined,
        issuedOn: p.issuedOn || undefined,
        text: p.note,
      },
      { key },
    ),
  step: (c: T.Unregistered, a: T.UnregisteredAllowed, note?: string, reason?: string) =>
    post<T.Unregistered>(
      `/unregistered/${c.part}/${c.id}/${{ STATION: '', COUNTY: 'county-', CITY: 'city-' }[a.desk]}steps`,
      { step: a.step, note, reason },
      { ver: c.ver },
    ),
}

export const applications = {
  accept: (order: T.AcceptanceOrder, key: string) => post<T.Accepted>('/applications', order, { key }),
  queue: (queue: string, cursor?: string) =>
    get<T.Page<T.ApplicationRow>>('/applications', { queue, limit: 100, cursor }),
  one: (number: string) => get<T.ApplicationView>(`/applications/${number}`),
  byId: (part: number, id: T.Id) => get<T.ApplicationView>(`/applications/by/${part}/${id}`),
  portrait: (number: string, ver: number, picture: Blob) =>
    put<T.Application>(`/applications/${number}/portrait`, {
      ver,
      bytes: { data: picture, type: 'image/jpeg' },
    }),
  judge: (step: 'review' | 'signature' | 'audit', a: T.Application, verdict: T.Verdict) =>
    post<T.Application>(`/applications/${a.number}/${step}`, verdict, { ver: a.ver }),
  correct: (a: T.Application) =>
    post<T.Application>(`/applications/${a.number}/correction`, undefined, { ver: a.ver }),
  annul: (a: T.Application) =>
    post<T.Application>(`/applications/${a.number}/void`, undefined, { ver: a.ver }),
  signAll: (numbers: string[], key: string) =>
    post<T.BatchResult>('/applications/signatures', { numbers }, { key }),
  temporaryCard: (number: string, key: string) =>
    post<T.TemporaryCard>(`/applications/${number}/temporary-card`, undefined, { key }),
  handOver: (a: T.Application, what: T.HandOver) =>
    post<T.Application>(`/applications/${a.number}/hand-over`, what, { ver: a.ver }),
}

export const packages = {
  list: (direction: 'in' | 'out') => get<T.Page<T.PackageRow>>('/packages', { direction, limit: 200 }),
  waiting: () => get<T.Page<T.WaitingPackage>>('/packages/waiting'),
  gaps: () => get<T.Page<T.Gap>>('/packages/gaps'),
  pack: (to: number, key: string) => post<T.PackageRow>('/packages', { to }, { key }),
  take: (file: Blob, key: string) =>
    post<T.PackageRow>('/packages/take', undefined, {
      key,
      bytes: { data: file, type: 'application/octet-stream' },
    }),
  takeNamed: (file: string, key: string) => post<T.PackageRow>('/packages/take', { file }, { key }),
}

export const cards = {
  list: (place: 'stock' | 'drawer') => get<T.Page<T.Card>>('/cards', { place, limit: 200 }),
  one: (serial: string) => get<T.Card>(`/cards/${serial}`),
  inspect: (serial: string, what: T.Inspection) => post<T.Card>(`/cards/${serial}/inspection`, what),
  verify: (serial: string, what: T.Inspection) => post<T.Card>(`/cards/${serial}/verification`, what),
  consignments: (direction: 'in' | 'out') =>
    get<T.Page<T.Consignment>>('/consignments', { direction, limit: 100 }),
  consign: (what: { to: number; box: string; cards: string[] }, key: string) =>
    post<T.Consignment>('/consignments', what, { key }),
  receive: (c: T.Consignment, what: { counted: number; cards?: string[] }) =>
    post<T.Consignment>(`/consignments/${c.unit}/${c.id}/receipt`, what),
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const loads = {
  list: () => get<T.Page<T.Load>>('/loads'),
  take: (file: File, how: { encoding: string; sheet: string; map: string; dryRun: boolean }) =>
    post<T.ImportResult>('/registers/import', undefined, {
      query: { ...how, dryRun: how.dryRun ? 1 : 0, file: file.name },
      bytes: { data: file, type: /\.xlsx$/i.test(file.name) ? XLSX : 'text/csv' },
    }),
  undo: (load: T.Id) => post<{ persons: number }>(`/loads/${load}/undo`),
}

/** Which address takes a step: by the right it needs. */
const overdueDoor: Record<string, string> = {
  'business.county': 'county-decision',
  'business.city': 'city-decision',
}

export const overdue = {
  words: () => get<T.OverdueWords>('/overdue-words'),
  take: (file: File, how: { source: string; encoding: string; sheet: string; map: string }) =>
    post<T.OverdueListTaken>('/overdue-lists', undefined, {
      query: { ...how, file: file.name },
      bytes: { data: file, type: /\.xlsx$/i.test(file.name) ? XLSX : 'text/csv' },
    }),
  list: (state: string, sort: string, cursor?: string) =>
    get<T.Page<T.OverdueRow>>('/overdue-cases', { state, sort: sort || undefined, limit: 50, cursor }),
  open: (what: T.OverdueOpening, key: string) => post<T.OverdueCase>('/overdue-cases', what, { key }),
  search: () => post<T.OverdueFound>('/overdue-cases/search', {}),
  one: (c: { part: number; id: T.Id }) => get<T.OverdueView>(`/overdue-cases/${c.part}/${c.id}`),
  step: (c: T.OverdueView, right: string, step: T.OverdueStep) =>
    post<T.OverdueCase>(`/overdue-cases/${c.part}/${c.id}/${overdueDoor[right] ?? 'steps'}`, step, {
      ver: c.ver,
    }),
  figures: (by: string, from: string, to: string) =>
    get<T.Page<T.OverdueFigure>>('/overdue-figures', { by, from, to }),
}

export const separations = {
  list: (state: string, cursor?: string) =>
    get<T.Page<T.SeparationRow>>('/separations', { state, limit: 50, cursor }),
  of: (part: number, id: T.Id) => get<T.Page<T.Separation>>(`/persons/${part}/${id}/separations`),
  register: (what: T.SeparationOpening, key: string) => post<T.Separation>('/separations', what, { key }),
  end: (s: T.Separation, reason: string) =>
    post<T.Separation>(`/separations/${s.part}/${s.id}/end`, { reason }, { ver: s.ver }),
}

export const receipts = {
  books: () => get<T.Page<T.ReceiptBook>>('/receipt-books', { limit: 200 }),
  issue: (book: { prefix: string; first: number; last: number; clerk: T.Id }, key: string) =>
    post<T.ReceiptBook>('/receipt-books', book, { key }),
}

export const journal = {
  list: (filter: { unit?: string; after?: string; verb?: string }) =>
    get<T.Page<T.JournalEntry>>('/journal', { ...filter, limit: 100 }),
  proof: (number: string) => get<unknown>(`/journal/proof/${number}`),
  verify: () => post<T.Verification>('/journal/verify'),
}

export const places = {
  streets: (station: number) => get<T.Page<T.Street>>('/streets', { station }),
  plates: (station: number, street: string, cursor?: string) =>
    get<T.Page<T.Plate>>('/plates', { station, street, limit: 200, cursor }),
  beats: (station?: number) => get<T.Page<T.Beat>>('/beats', { station }),
  addBeat: (beat: T.NewBeat) => post<T.Beat>('/beats', beat, { key: newKey() }),
  giveGround: (b: T.Beat, ground: T.BeatGround) =>
    post<T.Beat>(`/beats/${b.part}/${b.id}/ground`, ground, { ver: b.ver }),
  compare: () => get<T.PlateComparison>('/plate-comparison'),
  take: (file: Blob) =>
    post<T.PlateImport>('/plates/import', undefined, { bytes: { data: file, type: 'text/csv' } }),
}

export const house = {
  rounds: (state: string) => get<T.Page<T.HouseCheck>>('/house-checks', { state, limit: 100 }),
  open: (order: T.HouseOrder) => post<T.HouseCheck>('/house-checks', order, { key: newKey() }),
  close: (r: T.HouseCheck) =>
    post<T.HouseCheck>(`/house-checks/${r.part}/${r.id}/closing`, undefined, { ver: r.ver }),
  visits: (r: T.HouseCheck, list: string, cursor?: string) =>
    get<T.Page<T.HouseStop>>(`/house-checks/${r.part}/${r.id}/visits`, { list, limit: 40, cursor }),
  enter: (v: T.HouseVisit, result: string, nextOn?: string) =>
    post<T.HouseVisit>(`/house-visits/${v.part}/${v.id}/result`, { result, nextOn }, { ver: v.ver }),
  note: (v: T.HouseVisit, note: T.HouseNote) =>
    post<T.HouseVisit>(`/house-visits/${v.part}/${v.id}/findings`, note, { ver: v.ver }),
  coverage: (by: string) => get<T.Page<T.HouseCoverage>>('/house-coverage', { by }),
}
