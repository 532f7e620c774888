/** Number cases in words: codes of the check, joined by `;`, become phrases of the page. */
export const OWN_CHANGED = '1' // duplicate_outcomes: 本人改号
const CONFIRMED = 'CONFIRMED'
const OPEN = '0'
/** A fault of one person's number knows no other holder. */
const OF_FAULT = [OWN_CHANGED, '9', CONFIRMED]

type Say = (key: string) => string

export function reasonsText(t: Say, reasons: string, kind: string): string {
  const codes = (reasons || kind).split(';').filter(Boolean)
  const known = [
    'MISSING',
    'LENGTH',
    'CHARACTER',
    'DATE',
    'FUTURE',
    'CHECK_DIGIT',
    'PROVINCE_UNKNOWN',
    'BIRTH',
    'SEX',
    'TWO_PERSONS',
    'SAME_NAME',
    'PAPERS_DIFFER',
  ]
  return codes.map((code) => (known.includes(code) ? t(`cases.words.${code}`) : code)).join(t('app.comma'))
}

export function kindText(t: Say, kind: string): string {
  return ['DUPLICATE', 'WRONG', 'BIRTH', 'SEX'].includes(kind) ? t(`cases.kinds.${kind}`) : kind
}

/** The decisions that fit a kind of case. */
export function outcomesFor<T extends { code: string }>(outcomes: T[], kind: string, confirmed: T): T[] {
  const all = [...outcomes.filter((o) => o.code !== OPEN && o.code !== CONFIRMED), confirmed]
  return kind === 'DUPLICATE' ? all : all.filter((o) => OF_FAULT.includes(o.code))
}
