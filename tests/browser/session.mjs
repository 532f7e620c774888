// What stands around every job: the purpose of a look, the language, a session that ends, a clerk who goes for tea.
import { axe, base, check, desk, finish, launch, logIn, open, password, said, shot, step } from './support.mjs'

const browser = await launch()

async function as(login, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, login)
    await what(page)
  })
  await page.context().close()
}

/** The first old id somebody of this station has. */
async function laySomebody(page) {
  for (let index = 1; index < 200; index++) {
    await page.keyboard.press('F3')
    await page.keyboard.type(`6501${String(index).padStart(8, '0')}`)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => /\d/.test(document.querySelector('.search .state')?.textContent ?? ''))
    if (await page.locator('.found li').count()) return page.waitForSelector('.tile')
  }
  throw new Error('nobody lives here')
}

async function purpose(page) {
  await open(page, '/desk', '受理台')
  await page.locator('.purpose .el-select__wrapper').click()
  await page.keyboard.type('协助查询 京公函1号')
  await page.keyboard.press('Enter')
  const look = page.waitForRequest((r) => /\/persons\/\d+\/\d+$/.test(r.url()))
  await laySomebody(page)
  const sent = decodeURIComponent((await look).headers()['x-purpose'] ?? '')
  check('the clerk’s own purpose goes with the look', sent === '协助查询 京公函1号', sent)
}

async function language(page) {
  await page.getByRole('button', { name: /户籍民警/ }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('link', { name: 'Acceptance' }).waitFor()
  check('the pages speak English', true)
  await page.getByRole('menuitem').first().waitFor({ state: 'hidden' })
  await axe(page, 'the board in English')
  await shot(page, 'english')
  await page.reload()
  await page.getByRole('link', { name: 'Acceptance' }).waitFor()
  check('the language is kept, and so is the session', true)
}

const again = async (page, login) => {
  await page.fill('#login', login)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('#login', { state: 'detached' })
}

async function sessionEnds(page) {
  await open(page, '/desk', '受理台')
  await laySomebody(page)
  await page.getByLabel('联系电话').fill('09910000001')
  await page.context().clearCookies()
  await page.keyboard.press('F3')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#login')
  check('what is personal is not to be seen behind the log-in', !(await page.locator('.who h2').isVisible()))
  await shot(page, 'session-lost')
  await axe(page, 'the log-in over a page')
  await again(page, 'huji')
  check('the draft is still there', (await page.getByLabel('联系电话').inputValue()) === '09910000001')
  await page.context().clearCookies()
  await page.keyboard.press('F3')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#login')
  await again(page, 'fazheng')
  await page.getByRole('heading', { level: 1, name: '今日工作' }).waitFor()
  check('another clerk finds a fresh page', (await page.locator('.who h2').count()) === 0)
}

async function tea() {
  const page = await desk(browser)
  await step(page, 'a clerk who does nothing is locked out', async () => {
    await page.clock.install()
    await logIn(page, 'huji')
    await page.clock.fastForward('14:10')
    check('the last minute is counted down', await page.getByText('秒后锁定').isVisible())
    await page.clock.fastForward('02:00')
    await page.getByText('没有操作').waitFor()
    await shot(page, 'idle')
  })
  await page.context().close()
}

async function wrongRight(page) {
  await page.goto(`${base}/#/sign`)
  await page.getByRole('heading', { level: 1, name: '今日工作' }).waitFor()
  const answer = await page.evaluate(async () => {
    const got = await fetch('/api/v1/applications/6501020112006070100001/signature', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"verdict":"good"}' })
    return (await got.json()).code
  })
  check('a change without the page’s token is refused', answer === 'P-104', answer)
  check('nothing is said when nothing is wrong', (await said(page).count()) === 0)
}

await as('huji', 'a look has a purpose', purpose)
await as('huji', 'the language changes', language)
await as('huji', 'a session that ends loses no draft', sessionEnds)
await as('huji', 'a page without its right leads to the board', wrongRight)
await tea()
await browser.close()
finish()
