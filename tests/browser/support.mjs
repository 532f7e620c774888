// What every browser script needs: Chromium, checks that print a line each, screenshots, axe, an invented portrait.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

export const base = process.env.JUMIN_URL
export const password = process.env.JUMIN_PASSWORD
const artefacts = process.env.JUMIN_BROWSER_ARTEFACTS
mkdirSync(artefacts, { recursive: true })

// ---- checks ----

const counts = { passed: 0, failed: 0 }

export function check(sentence, holds, detail = '') {
  counts[holds ? 'passed' : 'failed']++
  console.log(`${holds ? 'ok  ' : 'FAIL'}  ${sentence}${holds || !detail ? '' : `: ${detail}`}`)
  return holds
}

export function finish() {
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed || !counts.passed ? 1 : 0
}

/** A step that throws is a failed check with its screenshot, and the script goes on. */
export async function step(page, sentence, what) {
  try {
    await what()
    return check(sentence, true)
  } catch (error) {
    await shot(page, `failed-${sentence.replace(/[^a-z]+/gi, '-').slice(0, 60)}`)
    return check(sentence, false, error.message.split('\n').slice(0, 3).join(' '))
  }
}

// ---- the browser ----

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags })

/** A desk of its own: nobody's cookie is another's. Errors of the page are failed checks. */
export async function desk(browser, size = { width: 1366, height: 768 }) {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => check('the page runs without an error of its own', false, error.message))
  return page
}

export async function logIn(page, login) {
  await page.goto(base)
  await page.fill('#login', login)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('nav')
}

export async function open(page, path, name) {
  await page.goto(`${base}/#${path}`)
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

const LOOKED_AT = 80 // of the demo's old ids, in their order; some are of another station

/** Somebody of this station, found by old id and chosen; which of the ids it was. */
export async function findSomebody(page, first = 1) {
  for (let index = first; index <= LOOKED_AT; index++) {
    await page.locator('input[type=search]').fill(`6501${String(index).padStart(8, '0')}`)
    const answer = page.waitForResponse(/\/persons\/search$/)
    await page.keyboard.press('Enter')
    if ((await (await answer).json()).items.length !== 1) continue
    await page.locator('.search .chosen').waitFor()
    return index
  }
  throw new Error('nobody of this station was found')
}

export const said = (page) => page.locator('body > .bar')

// ---- pictures ----

let number = 0
export async function shot(page, name) {
  number++
  const file = `${process.env.JUMIN_SHOTS_PREFIX ?? ''}${String(number).padStart(2, '0')}-${name}.png`
  await page.screenshot({ path: join(artefacts, file) })
}

const TRANSITIONS_MS = 350 // colours that are still changing are nobody's fault

/** Serious and critical faults of accessibility, as axe sees them. */
export async function axe(page, where) {
  await page.waitForTimeout(TRANSITIONS_MS)
  await page.evaluate(axeSource)
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  const grave = found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
  const told = grave.map((v) => `${v.id} at ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`)
  return check(`${where} has no serious fault of accessibility`, grave.length === 0, told.join('; '))
}

/** Nobody's face: drawn on a canvas in the frame of a portrait. */
export async function inventedPortrait(browser, shade = 0) {
  const page = await browser.newPage()
  const data = await page.evaluate((tone) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 358, height: 441 })
    const pen = canvas.getContext('2d')
    const disc = (x, y, rx, ry, colour) => {
      pen.fillStyle = colour
      pen.beginPath()
      pen.ellipse(x, y, rx, ry, 0, 0, 7)
      pen.fill()
    }
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 358, 441)
    disc(179, 470, 165, 95, '#2f4a66')
    disc(179, 330, 45, 75, `hsl(26 45% ${62 - tone}%)`)
    disc(179, 150, 112, 138, '#22201e')
    disc(179, 185, 100, 128, `hsl(26 50% ${68 - tone}%)`)
    for (const x of [140, 218]) disc(x, 178, 15, 8, '#fff'), disc(x, 178, 7, 7, '#2a1d14')
    disc(179, 258, 30, 8, '#a8534d')
    return canvas.toDataURL('image/jpeg', 0.85)
  }, shade)
  await page.close()
  return { name: 'portrait.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(data.split(',')[1], 'base64') }
}
