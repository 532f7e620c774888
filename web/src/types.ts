/** What the server says, by its contract: the schemas of api/openapi.yaml under the names the pages use.
 *  `npm run check` makes contract.d.ts from it, so a change of the contract is an error of a type here. */
import type { components } from './contract'

type Served = components['schemas']

export interface Page<T> {
  items: T[]
  next: string | null
}
export type Id = Served['Id']
export type Day = string
export type Fen = Served['Fen']
export type Coded = Pick<Served['Coded'], 'code' | 'zh'> & { en?: string | null }

/** Also what the page itself has to say: then without the server's further fields. */
export type Problem = Pick<Served['Problem'], 'title' | 'code' | 'status'> & Partial<Served['Problem']>

export type PersonRecord = Served['PersonRecord']
export type RecordItem = Served['RecordItem']
export type PersonHistory = Served['PersonHistory']
export type RecordVersion = Served['RecordVersion']
export type Household = Served['HouseholdRecord']
export type HouseholdMember = Served['HouseholdMember']
export type Load = Served['Load']
export type ImportResult = Served['ImportResult']
export type Session = Served['Session']
export type Clerk = Served['SessionClerk']
export type Unit = Served['Unit']
export type ClerkRow = Served['ListedClerk']
export type Role = Served['Role']
export type Codes = Served['Codes']
export type Board = Served['Board']

export type MaskedPerson = Served['PersonHit']
export type Person = Served['Person']
export type Member = Served['Member']
export type Facts = Served['Facts']
export type Ground = Served['GroundOffer']
export type NumberCase = Served['NumberCaseRow']
export type Conflict = Served['Conflict']
export type ConflictView = Served['ConflictView']
export type ConflictParty = Served['ConflictParty']
export type NumberNotice = Served['NumberNotice']
export type Unregistered = Served['Unregistered']
export type UnregisteredView = Served['UnregisteredView']
export type UnregisteredRules = Served['UnregisteredRules']
export type UnregisteredAllowed = Served['UnregisteredAllowed']
export type UnregisteredFigure = Served['UnregisteredFigure']
export type UnregisteredOpening = Served['UnregisteredOpening']
export type UnregisteredChange = Served['UnregisteredChange']
export type UnregisteredProof = Served['UnregisteredProof']
export type ProofWanted = Served['ProofWanted']
export type Finding = Served['RegisterFinding']
export type FindingCount = Served['FindingCount']
export type FourWaySource = Served['FourWaySource']
export type FourWayItem = Served['FourWayItem']
export type FourWaySheet = Served['FourWaySheet']
export type FourWayView = Served['FourWayView']
export type FourWayCheck = Served['FourWayCheck']
export type FourWayListed = Served['FourWayListed']
export type FourWayCount = Served['FourWayCount']
export type FourWayDifference = Served['FourWayDifference']
export type FourWayOrder = Served['FourWayOrder']
export type FourWaySettlement = Served['FourWaySettlement']
export type FourWaySigner = Served['FourWaySignature']['signer']
export type NumberDiagnosis = Served['NumberDiagnosis']

export type BusinessKind = Served['BusinessKind']
export type Business = Served['Business']
export type BusinessView = Served['BusinessView']
export type BusinessOrder = Served['BusinessOrder']

export type ApplicationRow = Served['ApplicationRow']
export type Application = Served['Application']
export type ApplicationView = Served['ApplicationView']
export type Accepted = Served['Accepted']
export type AcceptanceOrder = Served['Acceptance']
export type Step = Served['Step']
export type TemporaryCard = Served['TemporaryCard']
export type HandOver = Served['HandOver']
export type Verdict = Served['Verdict']
export type BatchResult = Served['BatchResult']

export type Card = Served['Card']
export type Inspection = Served['Inspection']
export type Consignment = Served['Consignment']

export type PackageRow = Served['Package']
export type WaitingPackage = Served['Waiting']
export type Gap = Served['Gap']

export type JournalEntry = Served['Entry']
export type Verification = Served['Verification']
export type ReceiptBook = Served['ReceiptBook']

export type PlateImport = Served['PlateImport']
export type Plate = Served['Plate']
export type Street = Served['Street']
export type PlateComparison = Served['PlateComparison']
export type Beat = Served['Beat']
export type NewBeat = Served['NewBeat']
export type BeatGround = Served['BeatGround']
export type HouseCheck = Served['HouseCheck']
export type HouseOrder = Served['HouseOrder']
export type HouseVisit = Served['HouseVisit']
export type HouseStop = Served['HouseStop']
export type HouseCoverage = Served['HouseCoverage']
/** The page's choices are texts; the server has the last word. */
export type HouseNote = Omit<Served['HouseNote'], 'kind' | 'item'> & { kind: string; item?: string }
