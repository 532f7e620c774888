// Every page of every job, at the two sizes of the counters' screens, without a serious fault of accessibility.
import { axe, base, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

/** Log-in and the pages its rights open; the heading of each. */
const jobs = [
  ['huji', [['/', '今日工作'], ['/desk', '受理台'], ['/register', '户口登记'], ['/business', '户口业务']]],
  ['huji', [['/house-check', '入户核查'], ['/places', '门牌与责任区'], ['/approvals', '户口审批'], ['/business-files', '在办业务'], ['/findings', '登记存疑']]],
  ['fazheng', [['/hand-over', '核对与发放'], ['/consignments', '证件交接']]],
  ['shenhe', [['/review', '审核']]],
  ['qianfa', [['/sign', '签发']]],
  ['zhijian', [['/inspection', '成品质检'], ['/consignments', '证件交接']]],
  ['haoma', [['/number-cases', '号码案件']]],
  ['daoru', [['/number-cases', '号码案件'], ['/conflicts', '号码争议'], ['/import', '导入']]],
  ['lingdao', [['/house-check', '入户核查']]],
  ['shenji', [['/audit', '市局审核']]],
  ['dabao', [['/packages', '数据包上报']]],
  ['caizheng', [['/receipts', '票据']]],
  ['xitong', [['/accounts', '账户']]],
  ['anquan', [['/roles', '权限']]],
  ['rizhi', [['/journal', '审计'], ['/change-rates', '变更比率']]],
]
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
]

async function fits(page, login, path, size) {
  await page.setViewportSize(size)
  await shot(page, `${login}${path.replace(/\//g, '-')}-${size.width}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  check(`${path} fits ${size.width} pixels`, wide <= 0, `${wide} too wide`)
}

async function seePage(page, login, [path, heading]) {
  await step(page, `${login} opens ${path}`, async () => {
    await open(page, path, heading)
    await page.waitForLoadState('networkidle')
  })
  for (const size of sizes) await fits(page, login, path, size)
  await axe(page, path)
}

async function seeLogIn(browser) {
  const page = await desk(browser)
  await page.goto(base)
  await page.waitForSelector('#login')
  await axe(page, 'the log-in')
  await page.fill('#login', 'huji')
  await page.fill('#password', 'wrong-password')
  await page.keyboard.press('Enter')
  const refusal = await page.locator('[role=alert]').filter({ hasText: 'P-101' }).textContent()
  check('a wrong password is refused with its code', refusal.includes('P-101'))
  check('the field of the password is empty again', (await page.inputValue('#password')) === '')
  await shot(page, 'log-in')
  await page.context().close()
}

async function refusedPage(browser) {
  const page = await desk(browser)
  await logIn(page, 'huji')
  await page.goto(`${base}/#/journal`)
  await page.getByRole('heading', { level: 1, name: '今日工作' }).waitFor()
  check('a page without its right leads to the board', true)
  await page.getByText(/English/).first().isVisible().catch(() => false)
  check('nothing is said when nothing is wrong', (await said(page).count()) === 0)
  await page.context().close()
}

async function decideDialog(browser) {
  const page = await desk(browser)
  await logIn(page, 'daoru')
  await open(page, '/number-cases', '号码案件')
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('d')
  await page.getByRole('dialog').waitFor()
  await page.getByLabel('本人改号').check()
  const decide = page.getByRole('dialog').getByRole('button', { name: '裁定' })
  check('a new number is asked for and checked', await decide.isDisabled())
  await page.waitForTimeout(400)
  await shot(page, 'number-case')
  await axe(page, 'the dialog of a number case')
  await page.context().close()
}

const browser = await launch()
await seeLogIn(browser)
await refusedPage(browser)
await decideDialog(browser)
for (const [login, pages] of jobs) {
  const page = await desk(browser)
  await step(page, `${login} logs in`, () => logIn(page, login))
  for (const one of pages) await seePage(page, login, one)
  await page.context().close()
}
await browser.close()
finish()
