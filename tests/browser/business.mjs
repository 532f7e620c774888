// A household business through two log-ins: the station takes a correction of a native place in, the bureau sees before and
// after and approves it.
import { axe, check, desk, findSomebody, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()

async function as(login, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, login)
    await what(page)
  })
  await page.context().close()
}

async function takeIn(page) {
  await open(page, '/business', '户口业务')
  await page.locator('select').first().selectOption('native_correct')
  await findSomebody(page)
  await page.locator('.form input').first().fill('试验市')
  await page.locator('.form input').nth(1).fill('试申请')
  check('without its papers it is not submitted', await page.getByRole('button', { name: /提交/ }).isDisabled())
  for (const paper of await page.getByRole('checkbox').all()) await paper.check()
  await axe(page, 'a household business')
  await shot(page, 'business')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已受理并提交' }).waitFor()
}

async function approve(page) {
  await open(page, '/approvals', '户口审批')
  await page.getByText('没有待审批的业务').waitFor()
  check('what a station decides is not in the way', (await page.locator('tbody tr').count()) === 0)
  await page.getByRole('checkbox', { name: '含由派出所审批的' }).check()
  await page.locator('tbody tr').first().waitFor()
  await page.getByRole('cell', { name: '试验市' }).waitFor()
  await axe(page, 'a decision')
  await shot(page, 'approval')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已批准' }).waitFor()
}

await as('huji', 'the station takes a business in', takeIn)
await as('shenhe', 'the bureau sees before and after and approves', approve)
await browser.close()
finish()
