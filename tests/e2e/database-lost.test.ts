import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Customer } from './support/customer.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// The browser's database is deleted under a running extension, as by "Delete site data": worker and panel stay.

let world: World
let browser: ChromiumBrowser
let visitors: ChromiumBrowser
let panel: Panel
let customer: Customer

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  visitors = await launchChromium({ extension: false })
  panel = new Panel(await browser.openPanel({ width: 960, height: 680 }))
  await panel.signInAs('Rina', world.url)
  customer = new Customer(await visitors.openPage(`${world.url}/chat?team=demo`))
})

afterAll(async () => {
  await Promise.all([browser.close(), visitors.close()])
  await world.end()
})

test('what was deleted is fetched again, nobody is signed out, and badge and list are right', async () => {
  await expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).not.toBe('')
  const waiting = Number(await browser.badgeText())
  await customer.write('I want to talk to a human please')
  await sees(panel.page, 'Guest')
  const badgeIs = (count: number) =>
    expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).toBe(String(count))
  await badgeIs(waiting + 1)
  const { origin } = new URL(await browser.panelUrl())
  const cdp = await panel.page.createCDPSession()
  // Again and again: some of these fall into the moment in which it is made anew.
  for (let deleted = 0; deleted < 5; deleted += 1) {
    await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  }
  const accounts = () =>
    panel.page.evaluate(`new Promise((resolve) => {
      const open = indexedDB.open('baton')
      open.onsuccess = () => {
        const { result: db } = open
        if (!db.objectStoreNames.contains('meta')) return resolve(0)
        const all = db.transaction(['meta', 'conversations'])
        const account = all.objectStore('meta').count('account')
        const rows = all.objectStore('conversations').count()
        all.oncomplete = () => {
          db.close()
          resolve(account.result * rows.result)
        }
      }
      open.onupgradeneeded = () => open.transaction.abort()
      open.onerror = () => resolve(0)
    })`)
  await expect.poll(accounts, { timeout: PATIENCE }).toBeGreaterThan(10)
  await sees(panel.page, 'Ana Putri')
  await badgeIs(waiting + 1)
  await panel.open('Guest')
  await panel.takeOver()
  await panel.holds()
  await badgeIs(waiting)
})
