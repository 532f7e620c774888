// A number with two holders: opened from the list of cases, heard by the officers of both sides, decided by the city with
// both records side by side; who is told is marked and printed.
import { axe, base, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
let conflict = null

async function as(who, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, who)
    await what(page)
  })
  await page.context().close()
}

const ask = (page, path, purpose = false) =>
  page.evaluate(
    async ([path, purpose]) => {
      const headers = purpose ? { 'X-Purpose': encodeURIComponent('测试') } : {}
      return (await fetch(`/api/v1${path}`, { headers })).json()
    },
    [path, purpose],
  )
const dialog = (page) => page.getByRole('dialog')

/** The officer of a side: the first bureau's has the short name. */
const officers = async (page) => {
  const first = Math.floor((await ask(page, '/session')).clerk.unit / 1000) * 1000
  return (station) => (Math.floor(station / 1000) * 1000 === first ? 'haoma' : `haoma${Math.floor(station / 1000) * 1000}`)
}

async function openOne(page) {
  await open(page, '/number-cases', '号码案件')
  const row = page.locator('tbody tr').filter({ hasText: '重号' }).first()
  await row.click()
  await page.keyboard.press('d')
  await dialog(page).waitFor()
  await dialog(page).getByRole('button', { name: '争议立案' }).click()
  await page.getByRole('heading', { level: 1, name: '号码争议' }).waitFor()
  await page.locator('.list tbody tr').first().waitFor()
  conflict = (await ask(page, '/conflicts')).items[0]
  await page.getByText('建议').first().waitFor()
  check('both records stand side by side', (await page.locator('section.grow table').first().locator('thead th').count()) === 3)
  await shot(page, 'conflict-opened')
  await axe(page, 'a conflict with both sides')
}

async function hear(page) {
  await open(page, '/conflicts', '号码争议')
  await page.getByText('建议').first().waitFor()
  await page.keyboard.press('e')
  await dialog(page).getByLabel('证据种类').selectOption('CARD_FIRST')
  await dialog(page).getByLabel('证明自何日起使用').fill('1996-07-01')
  await dialog(page).getByLabel('内容').fill('第一代证存根')
  await dialog(page).getByRole('button', { name: '举证' }).click()
  await said(page).filter({ hasText: '已办理' }).waitFor()
  await page.getByText('甲方保留号码').first().waitFor()
  check('the evidence makes the proposal', true)
  await page.getByRole('button', { name: '发函协查' }).click()
  check('the proposal is chosen already', await dialog(page).getByRole('radio').first().isChecked())
  await dialog(page).getByLabel('说明').fill('请核对顺序码登记')
  await page.waitForTimeout(400)
  await axe(page, 'the form of a step')
  await dialog(page).getByRole('button', { name: '发函协查' }).click()
  await page.getByText('提出协查').first().waitFor()
  await shot(page, 'conflict-asked')
}

async function agree(page) {
  await open(page, '/conflicts', '号码争议')
  await page.getByRole('button', { name: '同意' }).click()
  await dialog(page).getByRole('button', { name: '同意' }).click()
  await page.getByText('已商定').first().waitFor()
}

async function decide(page) {
  await open(page, '/', '今日工作')
  await page.locator('.tile').filter({ hasText: '号码争议' }).click()
  await page.getByText('建议').first().waitFor()
  await page.keyboard.press('d')
  await dialog(page).getByRole('radio').first().check()
  const button = dialog(page).getByRole('button', { name: '裁定' })
  await dialog(page).getByLabel('另一方的新号码').fill('6501021995')
  check('half a number is not taken', await button.isDisabled())
  await dialog(page).getByLabel('另一方的新号码').fill('')
  await dialog(page).getByLabel('裁定理由').fill('双方商定，依证据')
  await button.click()
  await said(page).filter({ hasText: '已办理' }).waitFor()
  await page.getByRole('button', { name: '已办结' }).click()
  await page.getByText('告知清单').first().waitFor()
  await page.getByRole('button', { name: '已告知' }).first().click()
  await page
    .getByText(/\d{4}-\d\d-\d\d 告知/)
    .first()
    .waitFor()
  check('an agency is marked as told', true)
  const view = await ask(page, `/conflicts/${conflict.part}/${conflict.id}`, true)
  check('the sequence register gave the new number', view.parties[1].number !== view.parties[0].number && view.parties[1].fits)
  const sheet = await page.getByRole('link', { name: '打印告知清单' }).getAttribute('href')
  const printed = await page.request.get(base + sheet)
  check('the list is printed', printed.ok() && (await printed.body()).subarray(0, 4).toString() === '%PDF')
  await shot(page, 'conflict-decided')
  await axe(page, 'a closed conflict')
}

let login = () => 'haoma'
await as('haoma', 'the officers are known', async (page) => {
  login = await officers(page)
})
await as('daoru', 'the city opens a conflict from a number case', openOne)
if (conflict) {
  await as(login(conflict.station), 'the first side brings evidence and asks', hear)
  if (conflict.across) await as(login(conflict.otherStation), 'the second side agrees', agree)
  await as('daoru', 'the city decides and the agencies are told', decide)
}
await browser.close()
finish()
