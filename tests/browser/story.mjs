// One card through six log-ins: the counter accepts, the bureau reviews and signs, the city audits and packs, the centre makes
// it, the city and the bureau pass it on, the station verifies it and hands it to its holder. Another pair of eyes at each step.
import { execFileSync } from 'node:child_process'
import { axe, check, desk, finish, inventedPortrait, launch, logIn, open, said, shot, step } from './support.mjs'

const browser = await launch()
const card = { number: '', name: '', serial: '' }

async function as(login, sentence, what) {
  const page = await desk(browser)
  await step(page, sentence, async () => {
    await logIn(page, login)
    await what(page)
  })
  await page.context().close()
}

/** Asks the server as the page would. */
const ask = (page, path) =>
  page.evaluate(async (at) => (await fetch(`/api/v1${at}`, { headers: { 'X-Purpose': 'test' } })).json(), path)

function jumin(...words) {
  return execFileSync(process.env.JUMIN, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
const folder = process.env.JUMIN_DEMO
const centre = () => {
  const at = ['--db', `sqlite:${folder}/centre.db`]
  const exchange = ['--exchange', `${folder}/exchange`]
  return jumin(...at, 'centre', 'run', ...exchange, '--boxes', `${folder}/boxes`, '--defect', '0', '--loss', '0', '--delay', '0')
}

// ---- the counter ----

const isReady = (page) => page.locator('.card-side .panel-foot button:not([disabled])').count()

/** Looks up one old id after the other until somebody may apply on some ground and no number is in question. */
async function findSomebody(page, most = 120) {
  for (let index = 1; index <= most; index++) {
    await page.keyboard.press('F3')
    await page.keyboard.type(`6501${String(index).padStart(8, '0')}`)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => /\d/.test(document.querySelector('.search .state')?.textContent ?? ''))
    if (!(await page.locator('.found li').count())) continue
    await page.waitForSelector('.tile')
    await page.waitForTimeout(100)
    const stopped = await page.locator('.tile.stop').count()
    const doubtful = await page.getByRole('button', { name: /号码核查.*待核/ }).count()
    const free = await page.locator('.ground[aria-disabled=false]').count()
    if (!stopped && !doubtful && free && !(await needsGuardian(page))) return
  }
  throw new Error('nobody of the register may apply')
}
const needsGuardian = async (page) => (await page.locator('.PersonHead, .facts').first().textContent()).match(/　(\d|1[0-5]) 周岁/)

async function accept(page) {
  await open(page, '/desk', '受理台')
  await page.waitForSelector('input[type=search]:focus')
  check('the cursor waits in the search box', true)
  await findSomebody(page)
  card.name = (await page.locator('.who h2').textContent()).trim()
  await page.locator('.ground[aria-disabled=false]').first().click()
  await page.getByLabel('联系电话').fill('09910000000')
  await page.locator('input.file').setInputFiles(await inventedPortrait(browser))
  await page.waitForSelector('.card .picture img')
  await shot(page, 'desk-person')
  await axe(page, 'the desk with a person')
  await page.keyboard.press('F1')
  await page.getByText('居民身份证法 第五条').waitFor()
  check('F1 shows the law', true)
  await page.keyboard.press('Escape')
  await page.waitForSelector('.el-drawer', { state: 'hidden' })
  await page.keyboard.press('F9')
  await page.getByRole('heading', { name: '已受理' }).waitFor()
  card.number = (await page.locator('.accepted .big').textContent()).replace(/\s/g, '')
  await shot(page, 'desk-accepted')
  await axe(page, 'the desk after an acceptance')
  check('the acceptance number has 22 digits', /^\d{22}$/.test(card.number), card.number)
  await papers(page)
  await page.keyboard.press('F9')
  await page.waitForSelector('input[type=search]:focus')
  check('the next person finds the search box empty', (await page.inputValue('input[type=search]')) === '')
}

async function papers(page) {
  for (const form of ['application', 'collection-slip']) {
    const type = await page.evaluate(async (at) => {
      const answer = await fetch(at)
      return `${answer.status} ${answer.headers.get('content-type')}`
    }, `/api/v1/forms/${form}/${card.number}.pdf`)
    check(`the ${form} form is a PDF`, type === '200 application/pdf', type)
  }
}

// ---- the bureau and the city ----

/** Packages travel by the server's own rounds: a queue is asked again until the case has come. */
async function eventually(what, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const found = await what()
    if (found) return found
    await new Promise((done) => setTimeout(done, 1000))
  }
  throw new Error('it did not come')
}

async function choose(page) {
  await eventually(async () => {
    if (await page.locator('.queue li button', { hasText: card.name }).count()) return true
    await page.keyboard.press('F5')
    return false
  })
  const rows = page.locator('.queue li button', { hasText: card.name })
  for (let i = 0; i < (await rows.count()); i++) {
    await rows.nth(i).click()
    const found = page.locator('.case .panel-head', { hasText: groups(card.number) })
    if (await found.waitFor({ timeout: 2000 }).then(() => true, () => false)) return
  }
  throw new Error('the application is not in the queue')
}
const groups = (n) => [n.slice(0, 6), n.slice(6, 9), n.slice(9, 17), n.slice(17)].join(' ')
const pictureSeen = (page) =>
  page.waitForFunction(() => document.querySelector('.portraits img')?.naturalWidth > 0)

async function judge(page, path, heading, name) {
  await open(page, path, heading)
  await choose(page)
  await pictureSeen(page)
  await shot(page, name)
  await axe(page, heading)
  await page.keyboard.press('a')
  await said(page).filter({ hasText: card.name }).waitFor()
}

async function refuseDialog(page) {
  await page.keyboard.press('r')
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(400)
  await shot(page, 'refuse')
  await axe(page, 'the dialog of a refusal')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function sign(page) {
  await open(page, '/sign', '签发')
  await eventually(() => page.keyboard.press('F5').then(() => page.locator('.queue li').count()))
  const unopened = await page.locator('.queue .tick input:disabled').count()
  const all = await page.locator('.queue li').count()
  check('what was not opened cannot be marked', unopened >= all - 1, `${unopened} of ${all}`)
  await choose(page)
  await pictureSeen(page)
  await page.waitForTimeout(300)
  await page.keyboard.press(' ')
  await page.waitForSelector('.queue li.marked')
  await shot(page, 'sign-marked')
  await axe(page, 'signing')
  await page.keyboard.press('s')
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(400)
  await page.keyboard.press('Enter')
  await said(page).filter({ hasText: '已签发 1 件' }).waitFor()
  await shot(page, 'signed')
}

async function pack(page) {
  await open(page, '/packages', '数据包上报')
  await page.waitForSelector('.waiting li b')
  await shot(page, 'packages-waiting')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '包已发往' }).waitFor()
  await shot(page, 'packages-sent')
}

// ---- the finished card ----

async function receive(page, name) {
  await open(page, '/consignments', '证件交接')
  await page.getByText('接收', { exact: true }).first().click()
  const rows = page.locator('tr', { hasText: '待签收' })
  await eventually(async () => (await rows.count()) || (await page.keyboard.press('F5')))
  for (let left = await rows.count(); left > 0; left--) await receiveOne(page, rows.first(), name)
}

async function receiveOne(page, row, name) {
  await row.getByRole('button', { name: '签收' }).click()
  const count = (await page.locator('section[aria-label=清点] .big').textContent()).split('/')[1].trim()
  await page.getByRole('spinbutton', { name: '清点数' }).fill(count)
  await page.keyboard.press('Tab')
  await shot(page, `${name}-receive`)
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已签收' }).waitFor()
  await page.locator('section[aria-label=清点]').waitFor({ state: 'hidden' })
}

async function give(page, name) {
  await open(page, '/consignments', '证件交接')
  await page.getByText('发出', { exact: true }).first().click()
  const stock = (await ask(page, '/cards?place=stock&limit=200')).items
  card.serial ||= stock.find((c) => c.applicationNumber === card.number)?.serial ?? ''
  await page.getByLabel('扫描证件').fill(card.serial)
  await page.keyboard.press('Enter')
  await page.getByLabel('箱号').fill(`T-${name}`)
  await shot(page, `${name}-give`)
  await axe(page, 'packing a box')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: '已发往' }).waitFor()
}

async function scan(page, label, text) {
  await page.getByLabel(label).fill(text)
  await page.getByLabel(label).press('Enter')
}

async function inspect(page) {
  await open(page, '/inspection', '成品质检')
  const stock = (await ask(page, '/cards?place=stock&limit=200')).items
  card.serial ||= stock.find((c) => c.applicationNumber === card.number)?.serial ?? ''
  check('the finished card has a body number', card.serial !== '')
  await scan(page, '扫描证件', card.serial)
  await page.getByText('证件内容与申请登记一致').waitFor()
  await shot(page, 'inspection')
  await axe(page, 'the inspection of a card')
  await page.keyboard.press('g')
  await said(page).filter({ hasText: '质检合格' }).waitFor()
}

async function verify(page) {
  await open(page, '/hand-over', '核对与发放')
  await page.getByText('到证核对', { exact: true }).click()
  await scan(page, '扫描证件', card.serial)
  await page.getByText('证件内容与申请登记一致').waitFor()
  await shot(page, 'verify')
  await axe(page, 'the verification of a card')
  await page.keyboard.press('g')
  await said(page).filter({ hasText: '核对无误' }).waitFor()
}

async function draw(page) {
  const pad = await page.locator('canvas').boundingBox()
  await page.mouse.move(pad.x + 40, pad.y + 60)
  await page.mouse.down()
  for (let i = 1; i < 30; i++) await page.mouse.move(pad.x + 40 + i * 7, pad.y + 55 + 25 * Math.sin(i / 2))
  await page.mouse.up()
}

/** Whoever comes for a first card never had one, and shows a paper; all others hand theirs in. */
async function settleOldCard(page) {
  const { ground } = await ask(page, `/applications/${card.number}`)
  await page.getByRole('radio', { name: ground.startsWith('1') ? '从未领取' : '已交回', exact: true }).check()
  if (ground.startsWith('1')) await page.getByLabel('证明材料名称、出具单位').fill('社区民警与居委会证明')
}

async function handOver(page) {
  await page.getByText('发放', { exact: true }).first().click()
  await scan(page, '扫描领取凭证（受理号）', card.number)
  await page.locator('.portrait').waitFor()
  check('nothing may be handed over before it is checked', await page.getByRole('button', { name: /^发放/ }).last().isDisabled())
  await page.getByLabel('已核对本人（或代领人）身份').check()
  await page.getByLabel('已当场读芯片，内容一致').check()
  await settleOldCard(page)
  await draw(page)
  await shot(page, 'hand-over')
  await axe(page, 'the hand-over of a card')
  await page.keyboard.press('F9')
  await said(page).filter({ hasText: `已发放：${card.name}` }).waitFor()
  await shot(page, 'handed-over')
  const end = await ask(page, `/applications/${card.number}`)
  check('the application ends as collected', end.state === 93, `${end.state} ${end.stateZh}`)
  check('every step of its way is on record', end.steps.length >= 8, `${end.steps.length} steps`)
}

// ---- a number in question ----

/** The counter of the station where one of them lives; the first station's clerk has a short log-in. */
async function heldAcceptance() {
  for (const [index, c] of doubtful.entries()) {
    const page = await desk(browser)
    const opened = await logIn(page, `huji${c.station}`).then(() => true, () => false)
    const number = opened && (await acceptHeld(page, c.legacy))
    if (number) {
      await as('daoru', 'the number officer settles the question', (city) => decide(city, index))
      const after = await ask(page, `/applications/${number}`)
      check('then the application goes on by itself', after.state !== HELD, after.stateZh)
      return page.context().close()
    }
    await page.context().close()
  }
  check('a number in question turns nobody away', false, 'nobody of the open cases may apply')
}
const HELD = 10

async function decide(page, index) {
  await open(page, '/number-cases', '号码案件')
  await page.locator('tbody tr').nth(index).getByRole('button', { name: '裁定' }).click()
  await page.locator('.holders td').first().waitFor()
  await page.getByLabel('号码无误，予以确认').check()
  await shot(page, 'decide')
  await page.getByRole('dialog').getByRole('button', { name: '裁定' }).click()
  await said(page).filter({ hasText: '号码案件已办结' }).waitFor()
}

async function acceptHeld(page, legacy) {
  await open(page, '/desk', '受理台')
  await page.getByRole('combobox', { name: '查找居民' }).fill(legacy)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.tile')
  const free = page.locator('.ground[aria-disabled=false]')
  if (!(await free.count()) || (await needsGuardian(page))) return ''
  await free.first().click()
  await page.keyboard.press('F9')
  await page.getByRole('heading', { name: '已受理 · 号码待核' }).waitFor()
  check('a number in question turns nobody away', await page.getByText('申请已经受理，不用再跑').isVisible())
  await shot(page, 'held')
  await axe(page, 'an acceptance that is held')
  return (await page.locator('.accepted .big').textContent()).replace(/\s/g, '')
}

// ---- the story ----

await as('huji', 'the household clerk accepts a resident', accept)
await as('shenhe', 'the reviewer passes it', async (page) => {
  await open(page, '/review', '审核')
  await choose(page)
  await refuseDialog(page)
  await judge(page, '/review', '审核', 'review')
})
await as('qianfa', 'the signer signs it in a batch', sign)
await as('shenji', 'the city audits it', (page) => judge(page, '/audit', '市局审核', 'audit'))
await as('dabao', 'the packer sends it to the centre', pack)
check('the centre makes it', attempt(centre))
await as('dabao', 'the city receives the box and passes it on', async (page) => {
  await receive(page, 'city')
  await give(page, 'city')
})
await as('zhijian', 'the bureau receives, inspects and passes it on', async (page) => {
  await receive(page, 'bureau')
  await inspect(page)
  await give(page, 'bureau')
})
await as('fazheng', 'the station receives, verifies and hands it over', async (page) => {
  await receive(page, 'station')
  await verify(page)
  await handOver(page)
})
const doubtful = []
await as('daoru', 'the city sees the open questions about numbers', async (page) => {
  doubtful.push(...(await ask(page, '/number-cases?state=OPEN')).items)
  check('there is a number in question', doubtful.length > 0)
})
await heldAcceptance()
await browser.close()
finish()

function attempt(what) {
  try {
    what()
    return true
  } catch (error) {
    console.log(String(error.stderr ?? error).split('\n').slice(0, 3).join('\n'))
    return false
  }
}
