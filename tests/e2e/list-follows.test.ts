import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { pressStroke } from './support/strokes.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let browser: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  // Too low for the whole list.
  panel = new Panel(await browser.openPanel({ width: 960, height: 420 }))
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Ana Putri')
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

test('list and rail follow what is open, by whatever it was opened, and the rail is one stop', async () => {
  const { page } = panel
  const isInSight = (selector: string) =>
    page.waitForFunction(
      (marked) => {
        const one = document.querySelector(marked)
        const [box, frame] = [one, one?.closest('.overflow-y-auto')].map((each) =>
          each?.getBoundingClientRect(),
        )
        return box && frame && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1
      },
      { timeout: PATIENCE },
      selector,
    )
  const openByPalette = async (name: string) => {
    await pressStroke(page, 'Mod+k')
    await page.waitForSelector('[role=dialog] input', { timeout: PATIENCE })
    await page.keyboard.type(name)
    await page.waitForSelector(`[role=option] ::-p-text(${name})`, { timeout: PATIENCE })
    await page.keyboard.press('Enter')
    await page.waitForSelector(`header h2 ::-p-text(${name})`, { timeout: PATIENCE })
  }
  await openByPalette('Jonas Lind')
  await isInSight('[data-conversation-row][aria-current]')
  await page.setViewport({ width: 360, height: 420 })
  await isInSight('nav [data-id] [aria-current]')
  await openByPalette('Budi Santoso')
  await isInSight('nav [data-id] [aria-current]')
  const stops = 'nav [data-id] [tabindex="0"]'
  expect(await page.$$eval(stops, (faces) => faces.length)).toBe(1)
  await page.focus(stops)
  await page.keyboard.press('End')
  await isInSight(`${stops}:focus`)
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    () => !document.querySelector('header h2')?.textContent.includes('Budi Santoso'),
    { timeout: PATIENCE },
  )
})
