/** What the server says, by the contract in api/openapi.yaml. Ids are strings, money is integer fen, days are YYYY-MM-DD. */

export type Id = string
export type Day = string
export type Fen = number

/** RFC 9457; `code` is a row of refusals.def. */
export interface Problem {
  title: string
  titleEn?: string
  detail?: string
  code: string
  /** A code of person_states; 0 is normal. */
  status: string | number
  incident?: string | number
  errors?: { pointer: string; code: string; detail: string }[]
}

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Coded {
  code: string
  zh: string
  en?: string
}

export interface Clerk {
  id: Id
  login: string
  name: string
  unit: number | string
  unitName: string
  unitKind: string
  roles: Coded[]
  rights: string[]
  solo: boolean
}

export interface Session {
  csrf: string
  clerk: Clerk
  idleMinutes: number
}

export interface Unit {
  number: number
  parent: number | null
  kind: string
  name: string
  short: string
}

export interface MaskedPerson {
  part: number
  id: Id
  name: string
  number: string
  sex: string
  bornYear: number
  stationName: string
  householdId: string
  /** A code of person_states; 0 is normal. */
  status: string | number
  openCase: boolean
}

export interface LiveApplication {
  number: string
  state: number
  stateZh: string
}

export interface LastCard {
  validFrom: Day | null
  validTo: Day | null
  state: number | string
  madeOn: Day | null
}

export interface NumberCaseBrief {
  id: Id
  kind: string
  reasons: string
  dueOn: Day | null
}

export interface Facts {
  live: LiveApplication | null
  lastCard: LastCard | null
  numberCase: NumberCaseBrief | null
  target: boolean
}

export interface Ground {
  code: string
  zh: string
  fee: Fen | null
  feeSource: string | null
  validYears: number | null
  allowed: boolean
  why: Coded | null
  needsOldCard: boolean
  needsGuardian: boolean
}

export interface Member {
  part: number
  id: Id
  name: string
  relation: string
  relationZh?: string
}

export interface Person {
  part: number
  id: Id
  ver: number
  legacy: string | null
  household: { id: Id; legacy: string | null }
  relation: string
  name: string
  formerName: string | null
  sex: string
  ethnic: string
  bornOn: Day
  number: string
  nativePlace: string | null
  education: string | null
  marital: string | null
  station: number
  stationName: string
  movedInOn: Day | null
  /** A code of person_states; 0 is normal. */
  status: string | number
  address: string
  addressUnits: number
  nameUnits: number
  organ?: string
  facts: Facts
  members: Member[]
  grounds: Ground[]
  codesZh: Record<string, string>
}

export interface ApplicationRow {
  part: number
  id: Id
  ver: number
  number: string
  name: string
  citizenNumber: string
  ground: string
  groundZh: string
  state: number
  stateZh: string
  acceptedOn: Day
  dueOn: Day
  daysLeft: number
  stationName: string
  portrait: string | null
  reason?: string | null
  reasonZh?: string | null
}

export interface Step {
  instant: string
  verb: string
  verbZh: string
  clerkName: string
  unitName: string
  body: unknown
}

export interface Difference {
  field: string
  fieldZh: string
  old: string
  new: string
}

export interface TemporaryCard {
  number: string
  validFrom: Day
  validTo: Day
  fee: Fen
  receipt: string | null
}

export interface Application extends ApplicationRow {
  person: Id
  live: number
  station: number
  sex: string
  sexZh?: string
  ethnic: string
  ethnicZh?: string
  bornOn: Day
  address: string
  organ: string
  production: string
  delivery: string
  phone: string | null
  guardian: string | null
  fee: Fen
  feeSource: string
  exemption: string | null
  receipt: string | null
  promisedOn: Day
  dueSource?: string
  signedOn: Day | null
  validFrom: Day | null
  validTo: Day | null
  reasonField?: string | null
  card: Id | null
  oldCard: string | null
  previousPortrait: string | null
  temporaryCard?: TemporaryCard | null
  steps: Step[]
  differences: Difference[]
  allowed: string[]
}

export interface Accepted extends Application {
  validForecast: { from: Day; to: Day | null; source: string }
}

export interface AcceptanceOrder {
  personPart: number
  person: Id
  ground: string
  production?: string
  phone?: string
  guardian?: { name: string; relation: string }
  exemption?: string
  nameOnCard?: string
}

export interface Card {
  part: number
  serial: string
  application: Id
  applicationNumber?: string
  applicationState?: number
  portrait: string | null
  name: string
  sex: string
  ethnic: string
  bornOn: Day
  address: string
  citizenNumber: string
  organ: string
  validFrom: Day
  validTo: Day | null
  state: number | string
  stateZh?: string
  station: number
  stationName: string
  [more: string]: unknown
}

export interface Consignment {
  unit: number
  id: Id
  to: number
  toName: string
  fromName?: string
  box: string
  count: number
  counted: number | null
  /** PENDING, POSTED or SHORT. */
  state: string
  givenAt: string | null
  giverName?: string
  receiverName?: string
  cards: string[]
}

export interface PackageRow {
  unit: number
  unitName?: string
  to: number
  toName?: string
  seq: number
  kind: string
  count: number
  file: string
  hash: string
  instant?: string
  state?: string
  answered?: boolean
}

export interface WaitingPackage {
  to: number
  toName: string
  count: number
}

export interface Gap {
  unit: number
  unitName: string
  sequences: number[]
}

export interface NumberCase {
  part: number
  id: Id
  ver: number
  kind: string
  reasons: string
  personName: string
  number: string
  stationName: string
  openedOn: Day
  dueOn: Day
  daysLeft: number
  state: string
}

export interface ReceiptBook {
  prefix: string
  first: number
  last: number
  next: number | null
  clerk: Id
  clerkName: string
  unitName?: string
}

export interface ClerkRow {
  id: Id
  unit: number
  unitName?: string
  login: string
  name: string
  /** Codes. */
  roles: string[]
  rolesZh: string
  locked: boolean
}

export interface Role extends Coded {
  class: string
  rights: string[]
}

export interface JournalEntry {
  seq: number
  unit?: number
  instant: string
  clerkName: string
  terminal: string
  purpose: string
  verb: string
  verbZh: string
  subjectPart: number
  subject: Id
  body: unknown
}

export interface Board {
  figures: { figure: string; zh: string; today: number; total: number }[]
  queues: { queue: string; zh: string; en?: string; count: number; overdue: number }[]
}

export type Codes = Record<
  | 'grounds'
  | 'exemptions'
  | 'rejectReasons'
  | 'defects'
  | 'sexes'
  | 'ethnic'
  | 'relations'
  | 'states'
  | 'outcomes'
  | 'production'
  | 'deliveries'
  | 'personStates',
  Coded[]
>
