/** Shortcuts of a page: one table from key to action. Letters rest while somebody types or a dialog is open;
 *  function keys always work. */
import { onBeforeUnmount, onMounted } from 'vue'

export type Keys = Record<string, (() => unknown) | undefined>

export function keyName(e: KeyboardEvent): string {
  const name = e.key.length === 1 ? e.key.toUpperCase() : e.key
  return (e.ctrlKey ? 'Ctrl+' : '') + (e.altKey ? 'Alt+' : '') + name
}

export function isTyping(target: EventTarget | null): boolean {
  const at = target as HTMLElement | null
  if (!at?.tagName) return false
  const isText =
    at.tagName === 'INPUT' && !['checkbox', 'radio', 'button'].includes((at as HTMLInputElement).type)
  return isText || at.tagName === 'TEXTAREA' || at.isContentEditable === true
}

const dialogOpen = () =>
  Array.from(document.querySelectorAll<HTMLElement>('.el-overlay')).some((o) => o.style.display !== 'none')

export function keyAction(e: KeyboardEvent, keys: Keys, blocked: boolean): (() => unknown) | undefined {
  const name = keyName(e)
  const always = /^(F\d+|Alt\+.|Ctrl\+.)$/.test(name)
  return blocked || (!always && isTyping(e.target)) ? undefined : keys[name]
}

export function useKeys(keys: () => Keys): void {
  const listen = (e: KeyboardEvent) => {
    const action = keyAction(e, keys(), dialogOpen() || e.defaultPrevented)
    if (!action) return
    e.preventDefault()
    void action()
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}
