import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChromiumBrowser } from '../../tests/e2e/support/chromium.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import { press, sees } from '../../tests/e2e/support/screen.ts'
import { ROOT } from '../run-step.ts'
import { asAddress, shot } from './shot.ts'
import { WORDS } from './words.ts'

/** What Chrome's store asks for; Firefox's takes the same. CSS pixels, one a pixel of the picture. */
const STORE = { width: 1280, height: 800 }
/** The panel in it: as wide as Chrome makes a side panel, below the browser's own bar. */
const PANEL = { width: 360, height: 752 }
/** Beside the zips, which go to the stores together with them; neither is committed. */
const FOLDER = join(ROOT, '.output', 'store-pictures')
const SHOP_ADMIN = new URL('./shop-admin.html', import.meta.url)

/** The page of the shop's admin that is open beside the panel. */
type Beside = 'orders' | 'order'

/** Takes the pictures of the store listing, numbered as they are shown there; `dark` is signed in already. */
export async function picturesOfStore(
  light: ChromiumBrowser,
  dark: ChromiumBrowser,
  serverUrl: string,
): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  // First, while nobody has taken over what waits.
  await keep('5-in-a-tab-dark', await wideShot(dark))
  const panel = new Panel(await light.openPanel(PANEL))
  await panel.signInAs('Rina', serverUrl)
  await sees(panel.page, 'Ana Putri')
  await beside(light, '1-list', 'orders', panel)
  await panel.open('Ana Putri')
  await sees(panel.page, WORDS.asked)
  await beside(light, '2-take-over', 'order', panel)
  await panel.open('Grace Lim')
  await panel.type('/ref')
  await sees(panel.page, WORDS.pickerKeys)
  await beside(light, '3-templates', 'orders', panel)
  await panel.page.keyboard.press('Escape')
  await panel.open('Ana Putri')
  await panel.takeOver()
  await panel.holds()
  await press(panel.page, 'button', WORDS.handBack)
  await sees(panel.page, WORDS.handBackTitle)
  await panel.page.locator(`[role=dialog] ::-p-text(${WORDS.toAgent})`).click()
  await sees(panel.page, 'Sari Wijaya')
  await panel.page
    .locator('[role=dialog] textarea')
    .fill('Refund chased with the bank, they call back by noon.')
  await beside(light, '4-handover', 'order', panel)
  await panel.page.close()
}

/** The whole app in a tab: list, conversation and customer. */
async function wideShot(browser: ChromiumBrowser): Promise<Uint8Array> {
  const panel = new Panel(await browser.openPanel(STORE))
  await sees(panel.page, 'Ana Putri')
  await panel.open('Ana Putri')
  await sees(panel.page, WORDS.lastHandoff)
  const wide = await shot(panel.page)
  await panel.page.close()
  return wide
}

/** Sets the panel as it is now beside a page of a made-up shop's admin, in a drawn browser window. */
async function beside(
  browser: ChromiumBrowser,
  name: string,
  shown: Beside,
  panel: Panel,
): Promise<void> {
  const picture = asAddress(await shot(panel.page))
  const page = await browser.openPage('about:blank', STORE)
  await page.setContent(await readFile(SHOP_ADMIN, 'utf8'))
  await page.$eval(
    'body',
    (body, ...[open, src]) => {
      body.dataset.open = open
      body.querySelector<HTMLImageElement>('[data-panel]')?.setAttribute('src', src)
    },
    shown,
    picture,
  )
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
  await keep(name, await shot(page))
  await page.close()
}

async function keep(name: string, picture: Uint8Array): Promise<void> {
  await writeFile(join(FOLDER, `${name}.png`), picture)
}
