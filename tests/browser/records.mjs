// The household clerk finds a person, reads the sheet, writes an item on it, sees it in the history; the bureau takes it back.
import { axe, check, desk, finish, launch, logIn, open, shot, step } from './support.mjs'

async function find(page, name) {
  await open(page, '/register', '户口登记')
  await page.locator('.search input').first().fill(name)
  await page.keyboard.press('Enter')
  await page.locator('.search [aria-selected]').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: '基本项目' }).waitFor()
}

/** Some family name of the demo city has somebody of this station. */
async function findSomebody(page) {
  for (const name of ['王', '李', '张', '刘', '陈']) {
    try {
      await find(page, name)
      return name
    } catch {
      continue
    }
  }
  throw new Error('nobody was found')
}

const browser = await launch()
const page = await desk(browser)
await logIn(page, 'huji')
await step(page, 'a clerk finds a person and reads the sheet', () => findSomebody(page))
await axe(page, 'the register sheet')
await shot(page, 'register-sheet')
await step(page, 'an item is written and stands on the sheet', async () => {
  await page.getByRole('button', { name: '登记 服务处所' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('第一中学')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '登记 服务处所' }).filter({ hasText: '第一中学' }).waitFor()
})
await step(page, 'the history shows it, before and after', async () => {
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
await browser.close()
finish()
