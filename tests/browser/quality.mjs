// The quality of the register: measured at a station, its queries shown, its findings followed; the city goes down to a station.
import { axe, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()

async function as(login, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, login)
    await what(page)
  })
  await page.context().close()
}

await as('huji', 'the station measures, looks at a query and follows a number to its findings', async (page) => {
  await open(page, '/quality', '数据质量')
  await page.locator('[data-sign=complete]').waitFor()
  await page.keyboard.press('m')
  await said(page).filter({ hasText: '已测算并留存' }).waitFor()
  check('completeness is a share', /^\d+\.\d\d %$/.test((await page.locator('[data-sign=complete]').textContent()).trim()))
  await shot(page, 'station')
  await axe(page, 'the quality board')
  await page.getByRole('button', { name: '完整率', exact: true }).first().click()
  await page.getByRole('dialog').getByText('FROM person').waitFor()
  await axe(page, 'the query of a figure')
  await page.keyboard.press('Escape')
  await page.locator('[data-kind=MISSING_ITEM]').click()
  await page.getByRole('heading', { level: 1, name: '登记存疑' }).waitFor()
  await page.locator('table tbody tr').first().waitFor()
  check('only that kind is listed', (await page.locator('button.kind.on').textContent()).includes('缺项'))
  await shot(page, 'findings')
})
await as('lingdao', 'the city goes down to a bureau and a station, and up again', async (page) => {
  await open(page, '/quality', '数据质量')
  await page.locator('[data-unit]').first().click()
  await page.locator('.way .step').nth(1).waitFor()
  await page.locator('[data-unit]').first().click()
  await page.locator('.way .step').nth(2).waitFor()
  await page.waitForFunction(() => !document.querySelector('[data-unit]'))
  await page.keyboard.press('u')
  await page.waitForFunction(() => document.querySelectorAll('.way .step').length === 2)
  await shot(page, 'city')
  await axe(page, 'the board of a bureau')
})

await browser.close()
finish()
