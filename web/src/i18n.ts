import { createI18n } from 'vue-i18n'
import en from './texts/en'
import zh from './texts/zh-CN'

/** Chinese unless this browser chose English before. */
const LANGUAGE = 'jumin.language'
const stored = () => (localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'zh-CN')

export const i18n = createI18n({
  legacy: false,
  locale: stored(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

export function speak(language: 'zh-CN' | 'en'): void {
  i18n.global.locale.value = language
  localStorage.setItem(LANGUAGE, language)
  document.documentElement.lang = language
}
