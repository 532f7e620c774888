// A registration that should have ended: the list is taken in, the station visits, tells and puts forward, the bureau ends
// it and the file says so; somebody who lives elsewhere is registered and shown on the register sheet.
import { axe, base, check, desk, findSomebody, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()

async function as(who, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, who)
    await what(page)
  })
  await page.context().close()
}

const ask = (page, path) =>
  page.evaluate(async (path) => {
    const answer = await fetch(`/api/v1${path}`, { headers: { 'X-Purpose': encodeURIComponent('测试') } })
    return answer.json()
  }, path)
const dialog = (page) => page.getByRole('dialog')
const file = (page) => page.locator('section[aria-label=案卷]')

/** The row of the list whose case is in that state, its file laid. */
async function lay(page, state) {
  await page.locator('.list tbody tr').filter({ hasText: state }).first().click()
  await file(page).getByText(state).first().waitFor()
}

async function takeList(page) {
  await open(page, '/overdue', '应销未销')
  await file(page).waitFor()
  const cases = (await ask(page, '/overdue-cases?state=MATCHED&limit=50')).items
  const known = (await ask(page, `/overdue-cases/${cases[0].part}/${cases[0].id}`)).registered
  const csv = `xm,sfzh,swrq\n${known.name},${known.number},01.02.2026\n无此人,110101194001010018,01.02.2026\n坏行,,\n`
  await page.getByRole('button', { name: '导入名单' }).click()
  await dialog(page).locator('input[type=file]').setInputFiles({ name: '火化名单.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await dialog(page).getByRole('combobox').first().selectOption('CREMATORIUM')
  await dialog(page).locator('textarea').fill('姓名 = xm\n公民身份号码 = sfzh\n发生日期 = swrq\n@日期 = DD.MM.YYYY')
  await dialog(page).getByRole('button', { name: '比对' }).click()
  await page.locator('[data-taken]').waitFor()
  const totals = (await page.locator('[data-taken] td').allTextContents()).map((n) => n.trim()).join(' ')
  check('who has a case is not opened twice, nobody is nobody, a bad row is told', totals === '3 0 0 1 0 1 1', totals)
  await shot(page, 'overdue-list')
  await axe(page, 'a list taken in')
}

async function visitAndTell(page) {
  await open(page, '/overdue', '应销未销')
  await lay(page, '待走访')
  await page.keyboard.press('v')
  check('a visit needs its result', await dialog(page).getByRole('button', { name: '走访' }).isDisabled())
  await dialog(page).getByLabel('证实情况属实').check()
  await axe(page, 'the form of a visit')
  await dialog(page).getByRole('button', { name: '走访' }).click()
  await said(page).filter({ hasText: '已办理：走访' }).waitFor()
  await lay(page, '已走访')
  const notice = await page.getByRole('link', { name: '打印告知书' }).getAttribute('href')
  const printed = await page.request.get(base + notice)
  check('the notice is printed', printed.ok() && (await printed.body()).subarray(0, 4).toString() === '%PDF')
  await page.keyboard.press('n')
  await dialog(page).getByLabel('张贴公示').check()
  await dialog(page).getByLabel('张贴处').fill('社区公告栏')
  await dialog(page).getByRole('button', { name: '告知或公示' }).click()
  await said(page).filter({ hasText: '已办理：告知或公示' }).waitFor()
  await page.locator('[data-until]').first().waitFor()
  await shot(page, 'overdue-told')
}

async function refusedBefore(page) {
  const running = (await ask(page, '/overdue-cases?state=NOTIFIED&limit=50')).items.find((c) => !c.noticeOver)
  check('before the notice has run out nothing is put forward', !running.allowed.some((a) => a.event === 'PROPOSE'))
}

async function putForward(page) {
  await refusedBefore(page)
  await open(page, '/overdue', '应销未销')
  const over = (await ask(page, '/overdue-cases?state=NOTIFIED&limit=50')).items.find((c) => c.noticeOver)
  await page.locator('.list tbody tr').filter({ hasText: '告知公示中' }).filter({ hasText: over.name }).first().click()
  await page.getByText('已期满').waitFor()
  await page.keyboard.press('p')
  await dialog(page).getByText('批准后户口即行注销').waitFor()
  await dialog(page).getByRole('button', { name: '报批' }).click()
  await said(page).filter({ hasText: '已办理：报批' }).waitFor()
}

async function approve(page) {
  await open(page, '/', '今日工作')
  await page.locator('.tile').filter({ hasText: '应销未销' }).click()
  await lay(page, '待审批')
  await axe(page, 'a case to be decided')
  await page.keyboard.press('a')
  await dialog(page).getByRole('button', { name: '批准注销' }).click()
  await said(page).filter({ hasText: '已办理：批准注销' }).waitFor()
  await page.getByRole('button', { name: '已办结' }).click()
  await lay(page, '已注销')
  check('the registration has ended', await file(page).getByText('死亡', { exact: true }).isVisible())
  await shot(page, 'overdue-ended')
  await page.getByRole('button', { name: '统计' }).click()
  await page.locator('[data-figures] tbody tr').first().waitFor()
  await shot(page, 'overdue-figures')
  await axe(page, 'the figures')
}

async function separate(page) {
  await open(page, '/separations', '人户分离')
  const nth = await findSomebody(page)
  await page.getByLabel('居住派出所').fill('650103011')
  await page.getByLabel('居住地址').fill('友好路9号')
  await page.getByLabel('居住起始日').fill('2025-01-01')
  await page.getByRole('button', { name: '登记人户分离' }).click()
  await said(page).filter({ hasText: '已登记' }).waitFor()
  await page.getByRole('cell', { name: '友好路9号' }).waitFor()
  await shot(page, 'separations')
  await axe(page, 'the separations')
  await open(page, '/register', '户口登记')
  await findSomebody(page, nth)
  await page.locator('[data-elsewhere]').filter({ hasText: '友好路9号' }).waitFor()
  check('the register sheet says where the person lives', true)
}

await as('daoru', 'the city takes a list in', takeList)
await as('huji', 'the station visits and tells', visitAndTell)
await as('huji', 'the station puts forward what was told long enough', putForward)
await as('shenhe', 'the bureau ends the registration', approve)
await as('huji', 'somebody lives elsewhere', separate)
await browser.close()
finish()
