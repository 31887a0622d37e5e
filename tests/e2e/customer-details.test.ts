import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { fill, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// A visitor of the shop, whom one agent gives a name while another looks on, and who then signs in there.

let world: World
let browsers: ChromiumBrowser[]
let shop: Page
let rina: Panel
let sari: Panel

beforeAll(async () => {
  world = await startWorld()
  const [one, two, three] = await Promise.all([
    launchChromium(),
    launchChromium(),
    launchChromium({ extension: false }),
  ])
  browsers = [one, two, three]
  shop = await three.openPage(`${world.url}/shop`, { width: 1000, height: 900 })
  rina = new Panel(await one.openPanel())
  sari = new Panel(await two.openPanel({ width: 1200, height: 680 }))
  await press(shop, 'button', 'Open chat')
  const chat = await shop.waitForFrame((frame) => frame.url().includes('/chat?'), {
    timeout: PATIENCE,
  })
  const box = await chat.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
  await box?.type('I want to talk to a human please')
  await box?.press('Enter')
  await Promise.all([rina.signInAs('Rina', world.url), sari.signInAs('Sari', world.url)])
  await Promise.all([rina.open('Guest'), sari.open('Guest')])
})

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await world.end()
})

/** Waits until the open conversation is with a customer of this name. */
async function isWith({ page }: Panel, name: string): Promise<void> {
  await page.waitForSelector(`header h2 ::-p-text(${name})`, { timeout: PATIENCE })
}

test('a name and a tag that one agent gives are seen by another at once', async () => {
  await press(rina.page, 'button', 'Customer details')
  await press(rina.page, 'button', 'Edit')
  await fill(rina.page, 'textbox', 'Name', 'Lady with the lamp')
  await press(rina.page, 'button', 'Save')
  await isWith(sari, 'Lady with the lamp')
  await fill(rina.page, 'combobox', 'Add a tag', 'lampshade')
  await rina.page.waitForSelector('[role=option][data-highlighted] ::-p-text(lampshade)', {
    timeout: PATIENCE,
  })
  await rina.page.keyboard.press('Enter')
  await rina.page.waitForFunction(
    () => document.querySelector('input[role=combobox]')?.matches(':placeholder-shown'),
    { timeout: PATIENCE },
  )
  await sari.page.waitForSelector('[data-test=tag] ::-p-text(lampshade)', { timeout: PATIENCE })
})

test('once the visitor signs in at the shop, both read who it is and who it was', async () => {
  await press(shop, 'switch', 'Sign in as Ana')
  await isWith(sari, 'Ana Putri')
  await sees(sari.page, 'Was anonymous (Lady with the lamp), is now Ana Putri')
  await sees(rina.page, 'Was anonymous (Lady with the lamp), is now Ana Putri')
  await sees(sari.page, 'Verified customer')
})

test('no browser reported an error', () => {
  expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
})
