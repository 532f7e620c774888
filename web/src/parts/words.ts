/** What the server says in both languages, in the language of the page; Chinese where there is no English. */
import { useI18n } from 'vue-i18n'

export type Say = (zh: string | null | undefined, en?: string | null) => string

export function useWords() {
  const { locale } = useI18n()
  const say: Say = (zh, en) => (locale.value === 'en' && en) || (zh ?? '')
  return { say, word: (row: { zh: string; en?: string | null }) => say(row.zh, row.en) }
}
