// `npm run screenshots`: the picture of the README, taken from the real panel on the demo's data.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { launchChromium, type ChromiumBrowser } from '../tests/e2e/support/chromium.ts'
import { Panel } from '../tests/e2e/support/panel.ts'
import { press, sees } from '../tests/e2e/support/screen.ts'
import { startWorld } from '../tests/e2e/support/world.ts'
import { buildIfStale, CHROME_EXTENSION, CUSTOMER_PAGE } from './build-if-stale.ts'
import { ROOT } from './run-step.ts'

const NARROW = { width: 360, height: 640 }
const WIDE = { width: 1120, height: 640 }
const FOLDER = join(ROOT, 'docs', 'images')

await buildIfStale(CUSTOMER_PAGE)
await buildIfStale(CHROME_EXTENSION)
const world = await startWorld()
const light = await launchChromium()
const dark = await launchChromium({ dark: true })
try {
  const shots = [...(await narrowShots(light)), await handoverShot(dark)]
  const wide = await wideShot(light)
  await compose(light, shots, wide)
} finally {
  await Promise.all([light.close(), dark.close()])
  await world.end()
}

/** The list, a conversation that waits, and a template being chosen. */
async function narrowShots(browser: ChromiumBrowser): Promise<string[]> {
  const panel = new Panel(await browser.openPanel(NARROW))
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Ana Putri')
  const list = await shot(panel.page)
  await panel.open('Ana Putri')
  await sees(panel.page, 'Customer asked for a human')
  const waiting = await shot(panel.page)
  await panel.open('Maria Wong')
  await panel.type('/gre')
  await sees(panel.page, '/greeting')
  const picker = await shot(panel.page)
  await panel.page.close()
  return [list, waiting, picker]
}

async function handoverShot(browser: ChromiumBrowser): Promise<string> {
  const panel = new Panel(await browser.openPanel(NARROW))
  await panel.signInAs('Rina', world.url)
  await panel.open('Maria Wong')
  await press(panel.page, 'button', 'Handover')
  await sees(panel.page, 'Handover conversation')
  return shot(panel.page)
}

async function wideShot(browser: ChromiumBrowser): Promise<string> {
  const panel = new Panel(await browser.openPanel(WIDE))
  await panel.open('Ana Putri')
  await sees(panel.page, 'Last handoff')
  return shot(panel.page)
}

/** A page as a PNG in a data address, once nothing on it moves any more. */
async function shot(page: Page): Promise<string> {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
  )
  const png = await page.screenshot({ encoding: 'base64' })
  return `data:image/png;base64,${png}`
}

/** Lays the shots out on one sheet: the narrow ones in a row, the wide one below. */
async function compose(browser: ChromiumBrowser, narrow: string[], wide: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const page = await browser.openPage('about:blank', { width: 1560, height: 1360 })
  const image = (src: string, width: number) =>
    `<img src="${src}" width="${width}" style="border-radius:12px;box-shadow:0 0 0 1px #0002,0 8px 24px #0002">`
  await page.setContent(
    `<body style="margin:0;padding:24px;background:#e9e9ee;display:grid;gap:24px;justify-items:center">
       <div style="display:flex;gap:24px">${narrow.map((src) => image(src, NARROW.width)).join('')}</div>
       ${image(wide, WIDE.width)}
     </body>`,
  )
  await page.screenshot({ path: join(FOLDER, 'panel.png'), fullPage: true })
}
