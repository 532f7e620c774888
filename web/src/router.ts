import { createRouter, createWebHashHistory } from 'vue-router'
import { jobs, jobsFor } from './jobs'
import { useSession } from './session'

/** Static files behind any server: the hash holds the page. A page without its right leads to the board. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...jobs.map((job) => ({ path: job.path, name: job.name, component: job.page, meta: { job: job.name } })),
    { path: '/:other(.*)*', redirect: '/' },
  ],
})

router.beforeEach((to) => {
  const session = useSession()
  const allowed = !session.clerk || jobsFor(session.clerk.rights).some((job) => job.path === to.path)
  return allowed ? true : { path: '/' }
})
