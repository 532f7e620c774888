// Who stands in the register twice: the city's officer puts a check forward, the auditor decides its purpose, the register is
// compared, and pairs are decided by the keyboard; the station takes the cancellation of one registration in.
import { axe, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
let station = 0

async function as(who, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, who)
    await what(page)
  })
  await page.context().close()
}

const ask = (page, path) => page.evaluate(async (path) => (await fetch(`/api/v1${path}`)).json(), path)
const dialog = (page) => page.getByRole('dialog')
const columns = (page) => page.locator('section.grow')

/** Twins of this station, some under one number: what a double registration looks like. */
function twins(at) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const number = (area, born, serial) => {
    const body = `${area}${born}${serial}`
    return body + '10X98765432'[[...body].reduce((sum, c, i) => sum + weights[i] * Number(c), 0) % 11]
  }
  const area = String(at).slice(0, 6)
  const lines = ['原编号,户号,与户主关系,姓名,性别,出生日期,公民身份号码,籍贯,文化程度,婚姻状况,派出所,状态']
  const marks = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'
  ;[...marks].forEach((mark, n) => {
    const born = `19${50 + n}0${1 + (n % 9)}1${n % 10}`
    const rest = (id, serial) =>
      `${id}${n},T${id}${n},户主,欧阳${mark},男,${born},${number(area, born, serial)},山西省运城市,大学专科教育,未婚,${at},正常`
    lines.push(rest('TA', 901 + 2 * n), rest('TB', n % 3 ? 701 + 2 * n : 901 + 2 * n))
  })
  return lines.join('\n') + '\n'
}

async function propose(page) {
  const taken = await page.evaluate(async (csv) => {
    const { csrf } = await (await fetch('/api/v1/session')).json()
    const headers = { 'Content-Type': 'text/csv', 'X-CSRF-Token': csrf }
    return (await fetch('/api/v1/registers/import?file=twins.csv', { method: 'POST', headers, body: csv })).json()
  }, twins(station))
  check('the twins are in the register', taken.taken === 32, JSON.stringify(taken).slice(0, 200))
  await open(page, '/same', '重户核查')
  await page.getByRole('button', { name: '核查与比对' }).click()
  await page.keyboard.press('n')
  await dialog(page).getByLabel('目的').fill('短了')
  check('a purpose has to be said', await dialog(page).getByRole('button', { name: '提请核查' }).isDisabled())
  await dialog(page).getByLabel('目的').fill('换发证前核查全市重复登记')
  await axe(page, 'the form of a check')
  await dialog(page).getByLabel('目的').press('Enter')
  await said(page).filter({ hasText: '已提请' }).waitFor()
  await page.getByRole('cell', { name: '待批准' }).waitFor()
  check('who asks neither decides nor runs', (await page.getByRole('button', { name: /^(批准|比对)$/ }).count()) === 0)
}

async function approve(page) {
  await open(page, '/same', '重户核查')
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await said(page).filter({ hasText: '已批准' }).waitFor()
  await axe(page, 'the list of checks')
}

/** The verdict of the pair at hand; the next one is then open. */
async function decide(page, key, way) {
  const before = await columns(page).locator('tbody tr').first().innerText()
  await page.keyboard.press(key)
  await dialog(page).waitFor()
  if (way) await dialog(page).getByRole('radio').nth(way).check()
  await dialog(page).getByLabel('理由').fill('核对两份登记表')
  await dialog(page).getByLabel('理由').press('Enter')
  await said(page).filter({ hasText: '已裁定' }).waitFor()
  await page.waitForFunction((was) => document.querySelector('section.grow tbody tr')?.innerText !== was, before)
}

async function settle(page) {
  await open(page, '/same', '重户核查')
  await page.getByRole('button', { name: '核查与比对' }).click()
  await page.getByRole('button', { name: '比对', exact: true }).click()
  await said(page).filter({ hasText: /疑似 \d+ 对，新增 \d+ 对/ }).waitFor()
  await columns(page).locator('tbody tr.EQUAL').first().waitFor()
  const { items } = await ask(page, '/same-pairs?limit=200')
  check('every twin is in the queue', items.filter((p) => p.name === '欧**').length >= 16, `${items.length}`)
  check('the likeliest comes first', items.every((p, i) => !i || items[i - 1].doubt <= p.doubt))
  await shot(page, 'same-pair')
  await axe(page, 'a pair side by side')
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  check('the desk fits its screen', wide <= 0, `${wide} too wide`)
  await decide(page, 'd')
  await decide(page, 'u')
  await decide(page, 's', 0)
  await decide(page, 's', 2)
  const { items: counts } = await ask(page, '/same-pairs/counts')
  const count = Object.fromEntries(counts.map((c) => [c.state, c.count]))
  check('each stands as it was decided', count.DIFFERENT === 1 && count.UNKNOWN === 1 && count.SAME === 2, JSON.stringify(count))
  const conflicts = (await ask(page, '/conflicts')).items.filter((c) => c.kind === 'ONE_PERSON')
  check('one went to the conflict desk', conflicts.length >= 1)
  await page.getByLabel('状态').selectOption('DIFFERENT')
  await page.getByText('核对两份登记表').waitFor()
  await page.keyboard.press('z')
  await dialog(page).getByLabel('理由').fill('看错一项')
  await dialog(page).getByLabel('理由').press('Enter')
  await said(page).filter({ hasText: '已撤回' }).waitFor()
}

async function cancel(page) {
  await page.locator('.tile').filter({ hasText: '疑似重户' }).click()
  await page.getByRole('heading', { level: 1, name: '重户核查' }).waitFor()
  await page.getByRole('heading', { name: '受理重复登记注销（删除）' }).waitFor()
  check('without its papers it is not taken in', await page.locator('[aria-keyshortcuts=F9]').isDisabled())
  for (const paper of await page.getByRole('checkbox').all()) await paper.check()
  await axe(page, 'a cancellation taken in')
  await shot(page, 'same-cancel')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已受理' }).waitFor()
  await page.getByText('没有待受理的注销').waitFor()
  const { items } = await ask(page, '/businesses?state=SUBMITTED&limit=200')
  check('the business waits for its approvals', items.some((b) => b.kind === 'delete'))
}

await as('huji', 'the station is known', async (page) => {
  station = (await ask(page, '/session')).clerk.unit
})
await as('daoru', 'the city puts a check forward', propose)
await as('shenji', 'somebody else decides its purpose', approve)
await as('daoru', 'the register is compared and pairs are decided', settle)
await as('huji', 'the station takes the cancellation in', cancel)
await browser.close()
finish()
