// The jobs beside the cards: accounts, rights, receipts, the journal; each does its one thing and is refused the others'.
import { axe, check, desk, finish, launch, logIn, open, password, said, shot, step } from './support.mjs'

const browser = await launch()
const login = `xin${Date.now() % 100000}`

async function as(who, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, who)
    await what(page)
  })
  await page.context().close()
}

/** Opens a select by its label, types, takes the first that fits. */
async function pick(page, within, text) {
  await within.locator('.el-select__wrapper').click()
  await page.keyboard.type(text)
  await page.waitForTimeout(300)
  await page.keyboard.press('Enter')
}

async function hire(page) {
  await open(page, '/accounts', '账户')
  await page.keyboard.press('F2')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await page.waitForTimeout(400)
  await axe(page, 'the dialog of a new account')
  await pick(page, dialog, '燕儿窝派出所')
  await dialog.getByLabel('用户名').fill(login)
  await dialog.getByLabel('姓名').fill('新来的')
  await dialog.getByLabel('初始口令').fill('short')
  check('a short password is not taken', await dialog.getByRole('button', { name: '保存' }).isDisabled())
  await dialog.getByLabel('初始口令').fill(password)
  await dialog.getByRole('button', { name: '保存' }).click()
  await said(page).filter({ hasText: '已新增账户' }).waitFor()
  await page.getByRole('row', { name: new RegExp(login) }).waitFor()
  await shot(page, 'account')
}

const grant = (page, role) => page.getByRole('row', { name: new RegExp(`^${role}`) }).getByRole('button', { name: '授予' }).click()

async function empower(page) {
  await open(page, '/roles', '权限')
  await page.getByRole('button', { name: new RegExp(login) }).click()
  await grant(page, '户籍民警')
  await said(page).filter({ hasText: '已授予' }).waitFor()
  await grant(page, '审计管理员')
  await said(page).filter({ hasText: 'P-110' }).waitFor()
  check('no one holds business rights beside an administration', true)
  await shot(page, 'separation')
  await axe(page, 'a refusal on the page')
  await page.keyboard.press('Escape')
  await page.locator('.people button', { hasText: 'anquan' }).click()
  await grant(page, '审核员')
  await said(page).filter({ hasText: /P-1(16|10)/ }).waitFor()
  check('nobody grants rights to himself', true)
}

async function issue(page) {
  await open(page, '/receipts', '票据')
  await page.locator('tbody tr').first().waitFor()
  const form = page.locator('.issue')
  await form.getByLabel('票据代码').fill('试B')
  await form.getByLabel('起号').fill('1')
  await form.getByLabel('止号').fill('50')
  await pick(page, form, '艾力江')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已发放 50 张票据' }).waitFor()
  await form.getByLabel('起号').fill('20')
  await form.getByLabel('止号').fill('60')
  await pick(page, form, '艾力江')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: 'M-106' }).waitFor()
  check('a serial is in one book only', true)
  await shot(page, 'receipts')
}

async function audit(page) {
  await open(page, '/journal', '审计')
  await page.locator('tbody tr').first().waitFor()
  await page.keyboard.press('F9')
  await page.locator('.verdict.ok').waitFor()
  check('all chains of the journal hold', true)
  await page.getByLabel('事项代码').fill('application.accepted')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => [...document.querySelectorAll('tbody tr td:nth-child(4) .small')].every((e) => e.textContent === 'application.accepted'))
  const number = await page.evaluate(async () => {
    const page = await (await fetch('/api/v1/journal?verb=application.accepted&limit=1')).json()
    return page.items[0].body.number
  })
  await page.getByLabel('受理号').fill(number)
  const download = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  check('a proof is downloaded', (await download).suggestedFilename() === `proof-${number}.json`)
  await shot(page, 'journal')
  await axe(page, 'the journal after its verification')
}

async function fresh(page) {
  await page.getByRole('link', { name: '受理台' }).waitFor()
  await page.getByRole('button', { name: /新来的/ }).click()
  await page.getByRole('menuitem', { name: '修改口令' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原口令').fill(password)
  await dialog.getByLabel('新口令').fill('Another-2026-word')
  await dialog.getByLabel('再输一次').fill('Another-2026-word')
  await dialog.getByRole('button', { name: '保存' }).click()
  await said(page).filter({ hasText: '口令已修改' }).waitFor()
}

await as('xitong', 'the system administrator makes an account', hire)
await as('anquan', 'the security administrator gives it a role', empower)
await as(login, 'the new clerk changes the password', fresh)
await as('caizheng', 'finance issues a book of receipts', issue)
await as('rizhi', 'the audit administrator verifies and proves', audit)
await browser.close()
finish()
