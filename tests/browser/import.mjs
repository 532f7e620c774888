// Taking over a register: a file is tried, its rejects are shown, it is imported once, taken back.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { axe, check, desk, finish, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
const page = await desk(browser)
const path = join(tmpdir(), `jumin-import-${process.pid}.csv`)
const nth = Date.now()
writeFileSync(
  path,
  `原编号,xm,派出所,出生日期,公民身份号码\nI${nth},王一,650102011,19800615,\nJ${nth},,650102011,19800615,\nK${nth},李二,650102011,19900101,\n`,
)

await step(page, 'a register is tried, imported and taken back', async () => {
  await logIn(page, 'daoru')
  await open(page, '/import', '导入')
  await page.getByLabel('选择文件').setInputFiles(path)
  check('nothing is imported untried', await page.locator('[aria-keyshortcuts=F9]').isDisabled())
  await page.keyboard.press('F8')
  await said(page).filter({ hasText: 'R-201' }).waitFor()
  await page.getByRole('textbox', { name: '对照' }).fill('姓名 = xm')
  await page.keyboard.press('F8')
  await said(page).filter({ hasText: '可收入 2 人' }).waitFor()
  await page.getByRole('row', { name: /3 姓名 ITEM_MISSING/ }).waitFor()
  await axe(page, 'the import page')
  await shot(page, 'import')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已收入 2 人' }).waitFor()
  const row = page.getByRole('row', { name: new RegExp(`jumin-import-${process.pid}`) })
  await row.filter({ hasText: '已完成' }).waitFor()
  page.once('dialog', (asked) => asked.accept())
  await row.getByRole('button', { name: '撤销' }).click()
  await said(page).filter({ hasText: '已撤销，2 人' }).waitFor()
  await row.filter({ hasText: '已撤销' }).waitFor()
})

await browser.close()
finish()
