/** Nobody touched anything for the allowed time: the page says so and locks, whatever the polls of the board do. */
import { onBeforeUnmount, onMounted, ref } from 'vue'
import * as calls from '../calls'
import { useSession } from '../session'

const WARN_SECONDS = 60

export function useIdle() {
  const session = useSession()
  const left = ref<number | null>(null)
  let touched = Date.now()
  let timer = 0

  const touch = () => {
    touched = Date.now()
    left.value = null
  }
  async function lock() {
    session.lose({ title: '', code: 'IDLE', status: 401 })
    await calls.session.close().catch(() => undefined)
  }
  function tick() {
    if (session.lost) return touch()
    const seconds = Math.ceil(session.idleMinutes * 60 - (Date.now() - touched) / 1000)
    left.value = seconds <= WARN_SECONDS ? Math.max(seconds, 0) : null
    if (seconds <= 0) void lock()
  }
  const events = ['keydown', 'pointerdown', 'wheel'] as const
  onMounted(() => {
    events.forEach((e) => window.addEventListener(e, touch, { passive: true }))
    timer = window.setInterval(tick, 1000)
  })
  onBeforeUnmount(() => {
    events.forEach((e) => window.removeEventListener(e, touch))
    window.clearInterval(timer)
  })
  return { left }
}
