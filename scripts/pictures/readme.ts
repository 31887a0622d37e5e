import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChromiumBrowser } from '../../tests/e2e/support/chromium.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import { press, sees } from '../../tests/e2e/support/screen.ts'
import { ROOT } from '../run-step.ts'
import { asAddress, shot } from './shot.ts'
import { WORDS } from './words.ts'

const NARROW = { width: 360, height: 640 }
const WIDE = { width: 1120, height: 640 }
const FOLDER = join(ROOT, 'docs', 'images')

/** Takes the picture of the README: four states of the narrow panel over the wide one. */
export async function pictureOfReadme(
  light: ChromiumBrowser,
  dark: ChromiumBrowser,
  serverUrl: string,
): Promise<void> {
  const narrow = [...(await narrowShots(light, serverUrl)), await handoverShot(dark, serverUrl)]
  await compose(light, narrow, await wideShot(light))
}

/** The list, a conversation that waits, and a template being chosen. */
async function narrowShots(browser: ChromiumBrowser, serverUrl: string): Promise<string[]> {
  const panel = new Panel(await browser.openPanel(NARROW))
  await panel.signInAs('Rina', serverUrl)
  await sees(panel.page, 'Ana Putri')
  const list = await shot(panel.page)
  await panel.open('Ana Putri')
  await sees(panel.page, WORDS.asked)
  const waiting = await shot(panel.page)
  await panel.open('Maria Wong')
  await panel.type('/gre')
  await sees(panel.page, '/greeting')
  const picker = await shot(panel.page)
  await panel.page.close()
  return [list, waiting, picker].map(asAddress)
}

async function handoverShot(browser: ChromiumBrowser, serverUrl: string): Promise<string> {
  const panel = new Panel(await browser.openPanel(NARROW))
  await panel.signInAs('Rina', serverUrl)
  await panel.open('Maria Wong')
  await press(panel.page, 'button', WORDS.handBack)
  await sees(panel.page, WORDS.handBackTitle)
  const dialog = asAddress(await shot(panel.page))
  await panel.page.close()
  return dialog
}

async function wideShot(browser: ChromiumBrowser): Promise<string> {
  const panel = new Panel(await browser.openPanel(WIDE))
  await panel.open('Ana Putri')
  await sees(panel.page, WORDS.lastHandoff)
  const wide = asAddress(await shot(panel.page))
  await panel.page.close()
  return wide
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
  await page.close()
}
