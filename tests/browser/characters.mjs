// A rare character is found with the keyboard and put where one was typing; a name that came with a code is a case: the
// station shows the paper, the bureau writes the character.
import { axe, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
const dialog = (page) => page.getByRole('dialog')
let station = 0

async function as(who, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, who)
    await what(page)
  })
  await page.context().close()
}

const ask = (page, path) => page.evaluate(async (p) => (await fetch(`/api/v1${p}`)).json(), path)

/** A register of one, whose name holds the code U+E000. */
const bringIn = (page) =>
  page.evaluate(async (unit) => {
    const { csrf } = await (await fetch('/api/v1/session')).json()
    const csv =
      '原编号,户号,姓名,性别,民族,派出所,街路巷,门牌号,出生日期,公民身份号码,状态\n' +
      `Z9001,Z9,王\uE000,男,汉族,${unit},和平南路,9012号,19310412,650102193104120015,正常\n`
    const answer = await fetch('/api/v1/registers/import?file=z.csv&encoding=utf-8&dryRun=0', {
      method: 'POST',
      headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'text/csv' },
      body: csv,
    })
    return (await answer.json()).taken
  }, station)

await as('huji', 'a character is found by its parts, and a name looked at while it is entered', async (page) => {
  station = (await ask(page, '/session')).clerk.unit
  await open(page, '/desk', '受理台')
  const search = page.locator('input[type=search]')
  await search.fill('王')
  await page.keyboard.press('Alt+z')
  await dialog(page).getByRole('combobox').fill('⿰氵甚')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('option').first().waitFor()
  check('its code and standing are told', /U\+6E5B[\s\S]*D5BF[\s\S]*规范汉字/.test(await dialog(page).getByRole('option').first().innerText()))
  await shot(page, 'character-found')
  await axe(page, 'the dialog of characters')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('input[type=search]').value === '王湛')
  check('the focus is back in the field', await search.evaluate((e) => e === document.activeElement))
  await open(page, '/business', '户口业务')
  const kinds = page.locator('.subject select')
  const change = await kinds.locator('option').filter({ hasText: '姓名' }).first().getAttribute('value')
  await kinds.selectOption(change)
  await page.locator('.form input').first().fill('王𠂇')
  await page.getByText('芯片 3/15 字位').waitFor()
  check('it says what is outside the table', await page.getByText('名字应当使用表内字').isVisible())
  await shot(page, 'name-hint')
})

await as('daoru', 'a name with a code is taken in as it stands', async (page) => {
  check('nobody is left out', (await bringIn(page)) === 1)
  await open(page, '/characters', '生僻字')
  await page.getByRole('button', { name: '重新统计' }).click()
  await page.locator('.missing').getByText('U+E000').waitFor()
})

await as('huji', 'the station shows the paper', async (page) => {
  await open(page, '/characters', '生僻字')
  await page.locator('tbody tr').filter({ hasText: 'U+E000' }).first().waitFor()
  check('no character stands for the code', await page.getByText('王□').first().isVisible())
  await page.keyboard.press('e')
  await dialog(page).locator('input.plain').fill('1962 年登记表')
  await dialog(page).locator('input[type=file]').setInputFiles({ name: 'z.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') })
  await dialog(page).locator('input.plain').press('Enter')
  await said(page).filter({ hasText: '已登记' }).waitFor()
  await page.getByRole('link', { name: '字形图片' }).waitFor()
  await shot(page, 'character-shown')
  await axe(page, 'cases of characters')
})

await as('shenhe', 'the bureau writes the character', async (page) => {
  await open(page, '/characters', '生僻字')
  await page.locator('tbody tr').filter({ hasText: 'U+E000' }).first().waitFor()
  await page.keyboard.press('d')
  await dialog(page).locator('input.plain').first().focus()
  await page.keyboard.press('Alt+z')
  const finder = page.getByRole('dialog', { name: '查找生僻字' })
  await finder.getByRole('combobox').fill('U+36C3')
  await page.keyboard.press('Enter')
  await finder.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => [...document.querySelectorAll('input.plain')].some((e) => e.value === '㛃'))
  await page.keyboard.press('Enter')
  await said(page).filter({ hasText: '已改为标准字' }).waitFor()
  await page.getByText('没有这样的案件').waitFor()
})

await as('huji', 'the person is found by the new name', async (page) => {
  await open(page, '/desk', '受理台')
  await page.locator('input[type=search]').fill('王㛃')
  await page.keyboard.press('Enter')
  await page.locator('.search .chosen').waitFor()
})

await browser.close()
finish()
