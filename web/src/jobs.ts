/** The jobs: one page each, with the right it takes and the purpose a look from it has. The menu, the routes and
 *  the shortcuts Alt+1 … are made from these rows. */
import type { Component } from 'vue'
import {
  Box,
  Checked,
  Collection,
  Connection,
  DataBoard,
  EditPen,
  Finished,
  House,
  Key,
  List,
  MapLocation,
  Notebook,
  Promotion,
  Search,
  Stamp,
  Switch,
  Tickets,
  User,
  Van,
  Warning,
} from '@element-plus/icons-vue'

export interface Job {
  path: string
  name: string
  group: 'none' | 'counter' | 'bureau' | 'goods' | 'office'
  rights: string[]
  icon: Component
  page: () => Promise<unknown>
}

export const jobs: Job[] = [
  {
    path: '/',
    name: 'board',
    group: 'none',
    rights: [],
    icon: DataBoard,
    page: () => import('./pages/BoardPage.vue'),
  },
  {
    path: '/desk',
    name: 'desk',
    group: 'counter',
    rights: ['card.accept'],
    icon: EditPen,
    page: () => import('./pages/DeskPage.vue'),
  },
  {
    path: '/register',
    name: 'register',
    group: 'counter',
    rights: ['register.keep', 'business.county', 'business.city'],
    icon: Notebook,
    page: () => import('./pages/RegisterPage.vue'),
  },
  {
    path: '/business',
    name: 'business',
    group: 'counter',
    rights: ['register.keep'],
    icon: Notebook,
    page: () => import('./pages/BusinessPage.vue'),
  },
  {
    path: '/approvals',
    name: 'approvals',
    group: 'bureau',
    rights: ['register.keep', 'business.county', 'business.city'],
    icon: Finished,
    page: () => import('./pages/ApprovalsPage.vue'),
  },
  {
    path: '/hand-over',
    name: 'handOver',
    group: 'counter',
    rights: ['card.hand_out'],
    icon: Promotion,
    page: () => import('./pages/HandOverPage.vue'),
  },
  {
    path: '/house-check',
    name: 'houseCheck',
    group: 'counter',
    rights: ['register.keep', 'register.see', 'board.see'],
    icon: House,
    page: () => import('./pages/HouseCheckPage.vue'),
  },
  {
    path: '/places',
    name: 'places',
    group: 'counter',
    rights: ['places.see'],
    icon: MapLocation,
    page: () => import('./pages/PlacesPage.vue'),
  },
  {
    path: '/review',
    name: 'review',
    group: 'bureau',
    rights: ['card.review'],
    icon: Checked,
    page: () => import('./pages/ReviewPage.vue'),
  },
  {
    path: '/sign',
    name: 'sign',
    group: 'bureau',
    rights: ['card.sign'],
    icon: Stamp,
    page: () => import('./pages/ReviewPage.vue'),
  },
  {
    path: '/number-cases',
    name: 'numberCases',
    group: 'bureau',
    rights: ['number.settle'],
    icon: Warning,
    page: () => import('./pages/NumberCasesPage.vue'),
  },
  {
    path: '/conflicts',
    name: 'conflicts',
    group: 'bureau',
    rights: ['number.settle'],
    icon: Switch,
    page: () => import('./pages/ConflictsPage.vue'),
  },
  {
    path: '/findings',
    name: 'findings',
    group: 'bureau',
    rights: ['register.keep'],
    icon: Search,
    page: () => import('./pages/FindingsPage.vue'),
  },
  {
    path: '/audit',
    name: 'audit',
    group: 'bureau',
    rights: ['card.audit'],
    icon: List,
    page: () => import('./pages/ReviewPage.vue'),
  },
  {
    path: '/packages',
    name: 'packages',
    group: 'bureau',
    rights: ['package.send', 'package.take'],
    icon: Connection,
    page: () => import('./pages/PackagesPage.vue'),
  },
  {
    path: '/inspection',
    name: 'inspection',
    group: 'goods',
    rights: ['card.inspect'],
    icon: Collection,
    page: () => import('./pages/InspectionPage.vue'),
  },
  {
    path: '/consignments',
    name: 'consignments',
    group: 'goods',
    rights: ['card.consign'],
    icon: Van,
    page: () => import('./pages/ConsignmentsPage.vue'),
  },
  {
    path: '/receipts',
    name: 'receipts',
    group: 'office',
    rights: ['money.receipts'],
    icon: Tickets,
    page: () => import('./pages/ReceiptsPage.vue'),
  },
  {
    path: '/accounts',
    name: 'accounts',
    group: 'office',
    rights: ['admin.system'],
    icon: User,
    page: () => import('./pages/AccountsPage.vue'),
  },
  {
    path: '/roles',
    name: 'roles',
    group: 'office',
    rights: ['admin.rights'],
    icon: Key,
    page: () => import('./pages/RolesPage.vue'),
  },
  {
    path: '/journal',
    name: 'journal',
    group: 'office',
    rights: ['admin.audit'],
    icon: Box,
    page: () => import('./pages/JournalPage.vue'),
  },
]

export const jobsFor = (rights: string[]): Job[] =>
  jobs.filter((job) => !job.rights.length || job.rights.some((right) => rights.includes(right)))
