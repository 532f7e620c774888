// The household clerk finds a person, reads the sheet, writes an item on it, sees it in the history; the bureau takes it back.
import { axe, check, desk, findSomebody, finish, launch, logIn, open, said, shot, step } from './support.mjs'

let nth // of the old ids: whom both look at

async function readSheet(page) {
  await open(page, '/register', '户口登记')
  nth = await findSomebody(page, nth)
  await page.getByRole('heading', { level: 2, name: '基本项目' }).waitFor()
}

const browser = await launch()
const page = await desk(browser)
await logIn(page, 'huji')
await step(page, 'a clerk finds a person and reads the sheet', () => readSheet(page))
await axe(page, 'the register sheet')
await shot(page, 'register-sheet')
await step(page, 'an item is written and stands on the sheet', async () => {
  await page.getByRole('button', { name: '登记 服务处所' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('第一中学')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '登记 服务处所' }).filter({ hasText: '第一中学' }).waitFor()
})
await step(page, 'the history shows it, before and after', async () => {
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('3')
  await page.locator('.grid-table').getByText('第一中学').first().waitFor()
})
await axe(page, 'the history')
await shot(page, 'register-history')
await step(page, 'the household is one key away', async () => {
  await page.keyboard.press('2')
  await page.getByText('户号').first().waitFor()
})
await axe(page, 'the household')
await shot(page, 'register-household')
check('a station reverses nothing', (await page.getByRole('button', { name: '冲销最近一次变更' }).count()) === 0)
await page.context().close()

const bureau = await desk(browser)
await step(bureau, 'the bureau takes the item back, with a reason', async () => {
  await logIn(bureau, 'shenhe')
  await readSheet(bureau)
  await bureau.getByRole('button', { name: '冲销最近一次变更' }).click()
  const dialog = bureau.getByRole('dialog')
  check('without a reason nothing is taken back', await dialog.getByRole('button', { name: '冲销' }).isDisabled())
  await dialog.getByLabel('冲销原因').fill('登记有误')
  await bureau.keyboard.press('Enter')
  await said(bureau).filter({ hasText: '已冲销' }).waitFor()
  await dialog.waitFor({ state: 'hidden' })
  await bureau.keyboard.press('3')
  await bureau.locator('.grid-table').getByText('已冲销').first().waitFor()
})
await bureau.context().close()
await browser.close()
finish()
