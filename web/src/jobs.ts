/** The jobs: one page each, with the right it takes and the purpose a look from it has. The menu, the routes and
 *  the shortcuts Alt+1 … are made from these rows. */
import type { Component } from 'vue'
import {
  Box,
  Checked,
  CircleClose,
  Collection,
  Connection,
  DataAnalysis,
  CopyDocument,
  DataBoard,
  Document,
  EditPen,
  Files,
  Finished,
  FolderOpened,
  Guide,
  House,
  Key,
  List,
  MapLocation,
  Memo,
  Notebook,
  Promotion,
  Search,
  Stamp,
  Switch,
  Tickets,
  TrendCharts,
  Upload,
  User,
  UserFilled,
  Van,
  Warning,
} from '@element-plus/icons-vue'

type Group = 'none' | 'counter' | 'bureau' | 'goods' | 'office'

export interface Job {
  path: string
  name: string
  group: Group
  rights: string[]
  icon: Component
  page: () => Promise<unknown>
}

type Row = [path: string, name: string, group: Group, rights: string[], icon: Component, page: Job['page']]

// prettier-ignore
const rows: Row[] = [
  ['/',             'board',        'none',    [],                                                    DataBoard,   () => import('./pages/BoardPage.vue')],
  ['/desk',         'desk',         'counter', ['card.accept'],                                       EditPen,     () => import('./pages/DeskPage.vue')],
  ['/register',     'register',     'counter', ['register.keep', 'business.county', 'business.city'], Notebook,    () => import('./pages/RegisterPage.vue')],
  ['/business',     'business',     'counter', ['register.keep'],                                     Memo,        () => import('./pages/BusinessPage.vue')],
  ['/four-way',     'fourWay',      'counter', ['register.keep', 'business.county'],               Files,       () => import('./pages/FourWayPage.vue')],
  ['/business-files', 'businessFiles', 'counter', ['register.keep'],                                   FolderOpened, () => import('./pages/BusinessFilesPage.vue')],
  ['/hand-over',    'handOver',     'counter', ['card.hand_out'],                                     Promotion,   () => import('./pages/HandOverPage.vue')],
  ['/house-check',  'houseCheck',   'counter', ['register.keep', 'register.see', 'board.see'],        House,       () => import('./pages/HouseCheckPage.vue')],
  ['/places',       'places',       'counter', ['places.see'],                                        MapLocation, () => import('./pages/PlacesPage.vue')],
  ['/overdue',      'overdue',      'counter', ['register.keep', 'business.county', 'business.city', 'register.import'], CircleClose, () => import('./pages/OverduePage.vue')],
  ['/separations',  'separations',  'counter', ['register.keep'],                                     Guide,       () => import('./pages/SeparationsPage.vue')],
  ['/approvals',    'approvals',    'bureau',  ['register.keep', 'business.county', 'business.city'], Finished,    () => import('./pages/ApprovalsPage.vue')],
  ['/unregistered', 'unregistered', 'bureau',  ['register.keep', 'business.county', 'business.city'], UserFilled,  () => import('./pages/UnregisteredPage.vue')],
  ['/review',       'review',       'bureau',  ['card.review'],                                       Checked,     () => import('./pages/ReviewPage.vue')],
  ['/sign',         'sign',         'bureau',  ['card.sign'],                                         Stamp,       () => import('./pages/ReviewPage.vue')],
  ['/number-cases', 'numberCases',  'bureau',  ['number.settle'],                                     Warning,     () => import('./pages/NumberCasesPage.vue')],
  ['/conflicts',    'conflicts',    'bureau',  ['number.settle'],                                     Switch,      () => import('./pages/ConflictsPage.vue')],
  ['/same',         'same',         'bureau',  ['number.settle', 'business.city', 'register.keep'],   CopyDocument, () => import('./pages/SamePage.vue')],
  ['/findings',     'findings',     'bureau',  ['register.keep', 'number.settle'],                    Search,      () => import('./pages/FindingsPage.vue')],
  ['/characters',   'characters',   'bureau',  ['register.keep', 'business.county', 'number.settle'], Document,    () => import('./pages/CharactersPage.vue')],
  ['/quality',      'quality',      'bureau',  ['register.keep', 'register.see', 'board.see'],        DataAnalysis, () => import('./pages/QualityPage.vue')],
  ['/audit',        'audit',        'bureau',  ['card.audit'],                                        List,        () => import('./pages/ReviewPage.vue')],
  ['/packages',     'packages',     'bureau',  ['package.send', 'package.take'],                      Connection,  () => import('./pages/PackagesPage.vue')],
  ['/inspection',   'inspection',   'goods',   ['card.inspect'],                                      Collection,  () => import('./pages/InspectionPage.vue')],
  ['/consignments', 'consignments', 'goods',   ['card.consign'],                                      Van,         () => import('./pages/ConsignmentsPage.vue')],
  ['/import',       'import',       'office',  ['register.import'],                                   Upload,      () => import('./pages/ImportPage.vue')],
  ['/receipts',     'receipts',     'office',  ['money.receipts'],                                    Tickets,     () => import('./pages/ReceiptsPage.vue')],
  ['/accounts',     'accounts',     'office',  ['admin.system'],                                      User,        () => import('./pages/AccountsPage.vue')],
  ['/roles',        'roles',        'office',  ['admin.rights'],                                      Key,         () => import('./pages/RolesPage.vue')],
  ['/change-rates', 'changeRates',  'office',  ['admin.audit'],                                       TrendCharts, () => import('./pages/ChangeRatesPage.vue')],
  ['/journal',      'journal',      'office',  ['admin.audit'],                                       Box,         () => import('./pages/JournalPage.vue')],
]

export const jobs: Job[] = rows.map(([path, name, group, rights, icon, page]) => ({
  path,
  name,
  group,
  rights,
  icon,
  page,
}))

export const jobsFor = (rights: string[]): Job[] =>
  jobs.filter((job) => !job.rights.length || job.rights.some((right) => rights.includes(right)))
