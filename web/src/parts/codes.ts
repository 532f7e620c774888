/** Labels of code lists in the language of the page. */
import { useI18n } from 'vue-i18n'
import { useSession } from '../session'
import type { Coded, Codes } from '../types'

export function useCodes() {
  const session = useSession()
  const { locale } = useI18n()
  const word = (row: Coded | undefined) => (locale.value === 'en' ? row?.en : undefined) ?? row?.zh
  const list = (name: keyof Codes): Coded[] => session.codes?.[name] ?? []
  const label = (name: keyof Codes, code: string | number | null | undefined): string =>
    word(list(name).find((c) => c.code === String(code))) ?? String(code ?? '')
  return { list, label, word: (row: Coded) => word(row) ?? row.code }
}
