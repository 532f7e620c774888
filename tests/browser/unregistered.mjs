// Somebody without registration, by four log-ins: the station takes the case in with a name alone, gathers papers,
// investigates and puts it forward; the bureau passes it on, the city approves it, the station registers and prints.
import { axe, base, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
const name = '甄未落户'

async function as(login, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, login)
    await what(page)
  })
  await page.context().close()
}
const dialog = (page) => page.getByRole('dialog')
const chosen = (page) => page.locator('.list tbody tr.at').filter({ hasText: '甄' })

/** Our case among others that wait. */
async function find(page) {
  await dialog(page).waitFor({ state: 'hidden' })
  const row = page.locator('.list tbody tr').filter({ hasText: '甄' }).first()
  await row.waitFor()
  await row.click()
  await page.locator('.whom .name').filter({ hasText: name }).waitFor()
}
async function bring(page, kind) {
  await dialog(page).waitFor({ state: 'hidden' })
  await page.locator('.whom .name').waitFor()
  await page.keyboard.press('e')
  await dialog(page).getByLabel('材料种类').selectOption(kind)
  const issuer = dialog(page).getByLabel('出具单位')
  if (await issuer.count()) await issuer.fill('市医院')
  await dialog(page).getByLabel('内容或结论').fill('核对无误')
  await dialog(page).getByRole('button', { name: '收材料' }).click()
  await dialog(page).waitFor({ state: 'hidden' })
  await chosen(page).waitFor()
}
/** The others as a scanner's program would, without the form. */
async function bringAll(page, kinds) {
  const done = await page.evaluate(async (kinds) => {
    const ask = async (path) => (await fetch(`/api/v1${path}`)).json()
    const { csrf } = await ask('/session')
    const c = (await ask('/unregistered')).items.find((c) => c.name.startsWith('甄'))
    const bring = (kind) =>
      fetch(`/api/v1/unregistered/${c.part}/${c.id}/evidence`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': csrf,
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: JSON.stringify({ kind, text: '核对无误' }),
      })
    const answers = await Promise.all(kinds.map(bring))
    return answers.every((a) => a.status === 201)
  }, kinds)
  check('papers are brought over the API', done)
}
/** The step the case stands before, with a word. */
async function onward(page, title, note, gone = false) {
  await dialog(page).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: `${title} F9` }).waitFor()
  await page.keyboard.press('F9')
  await dialog(page).getByRole('textbox').fill(note)
  await dialog(page).getByRole('button', { name: title, exact: true }).click()
  await said(page).filter({ hasText: `已办理：${title}` }).waitFor()
  if (!gone) await chosen(page).waitFor()
}

async function takeIn(page) {
  await open(page, '/unregistered', '无户口人员')
  await page.locator('.page-head button:enabled').filter({ hasText: '新受理' }).waitFor()
  await page.keyboard.press('n')
  await dialog(page).getByLabel('申请人').fill('甄父')
  const button = dialog(page).getByRole('button', { name: '受理' })
  check('without a name nobody is taken in', await button.isDisabled())
  await dialog(page).getByLabel('姓名').fill(name)
  await axe(page, 'the form of a new case')
  await shot(page, 'unregistered-new')
  await button.click()
  await said(page).filter({ hasText: '已受理' }).waitFor()
  await find(page)
  await page.getByRole('button', { name: '材料齐全 F9' }).waitFor()
  await page.keyboard.press('F9')
  await dialog(page).getByRole('button', { name: '材料齐全', exact: true }).click()
  await said(page).filter({ hasText: '材料尚未齐全' }).waitFor()
  check('missing papers are asked for, the case stays', (await page.getByText('已受理，补充材料').count()) > 0)
  await page.keyboard.press('Escape')
}

async function gather(page) {
  await bringAll(page, ['APPLICATION', 'PARENT_BOOKLET', 'MARRIAGE', 'INQUIRY', 'COMPARISON'])
  await bring(page, 'BIRTH_CERTIFICATE')
  await onward(page, '材料齐全', '')
  await onward(page, '开展调查', '')
  await dialog(page).waitFor({ state: 'hidden' })
  await page.locator('.whom .name').waitFor()
  await page.keyboard.press('i')
  await dialog(page).getByLabel('性别').selectOption('2')
  await dialog(page).getByLabel('民族').selectOption('01')
  await dialog(page).getByLabel('出生日期').fill('2012-03-04')
  await dialog(page).getByLabel('街路巷').fill('试验路')
  await dialog(page).getByLabel('门牌号').fill('5号')
  await dialog(page).getByRole('button', { name: '保存' }).click()
  await said(page).filter({ hasText: '申报项目已补正' }).waitFor()
  await chosen(page).waitFor()
  await onward(page, '呈报审批', '情况属实')
  await page.getByText('待分（县）局审核').nth(1).waitFor()
  await axe(page, 'a case with its papers')
  await shot(page, 'unregistered-submitted')
}

async function pass(page) {
  await page.locator('.tile').filter({ hasText: '无户口人员' }).click()
  await page.getByRole('heading', { level: 1, name: '无户口人员' }).waitFor()
  await find(page)
  await shot(page, 'unregistered-bureau')
  await onward(page, '同意上报市局', '材料齐全，同意', true)
}

async function approve(page) {
  await open(page, '/unregistered', '无户口人员')
  await find(page)
  await onward(page, '批准登记', '准予登记', true)
}

async function register(page) {
  await page.getByRole('button', { name: '在办' }).click()
  await page.getByText('已批准，待登记').first().waitFor()
  await find(page)
  await onward(page, '登记户口', '', true)
  await page.getByRole('button', { name: '已登记户口' }).click()
  await find(page)
  const sheets = page.locator('.sheets a')
  for (const sheet of await sheets.all()) {
    const printed = await page.request.get(base + (await sheet.getAttribute('href')))
    check(
      `${await sheet.textContent()} is a sheet`,
      printed.ok() && (await printed.body()).subarray(0, 4).toString() === '%PDF',
    )
  }
  check('the sheet and the answer, and no notice where none was posted', (await sheets.count()) === 2)
  const found = await page.evaluate(async (name) => {
    const token = (await (await fetch('/api/v1/session')).json()).csrf
    const answer = await fetch('/api/v1/persons/search', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': token },
      body: JSON.stringify({ name, purpose: '测试' }),
    })
    return answer.json()
  }, name)
  check('the register has the person, once', found.items?.length === 1, JSON.stringify(found).slice(0, 200))
  await page.getByRole('button', { name: '统计' }).click()
  await page.getByRole('cell', { name: '不符合计划生育政策' }).waitFor()
  await page.getByRole('button', { name: '按月份' }).click()
  await page.getByRole('cell', { name: /^\d{4}-\d\d$/ }).first().waitFor()
  await axe(page, 'the statistics')
  await shot(page, 'unregistered-figures')
}

const station = await desk(browser)
await step(station, 'the station takes somebody in with a name alone and puts the case forward', async () => {
  await logIn(station, 'huji')
  await takeIn(station)
  await gather(station)
})
await as('shenhe', 'the bureau passes it on from its tile', pass)
await as('shenji', 'the city approves it', approve)
await step(station, 'the station registers, prints and counts', () => register(station))
await browser.close()
finish()
