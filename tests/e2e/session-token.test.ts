import type { Page } from 'puppeteer-core'
import { afterEach, expect, test } from 'vitest'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchChromium } from './support/chromium.ts'
import { launchFirefox } from './support/firefox.ts'
import { startForeignPage } from './support/foreign-page.ts'
import { grantedBuild } from './support/granted-build.ts'
import { Panel } from './support/panel.ts'
import { sees } from './support/screen.ts'
import { startWorld } from './support/world.ts'

// What a script of the extension in a web page's process can read is what a page can read that took its process over.

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
})

/** Signs Rina in and gives the panel, beside somebody else's page. */
async function signedIn(browser: ExtensionBrowser) {
  cleanUp.push(() => browser.close())
  browser.errors.foresee(/favicon\.ico/)
  const world = await startWorld()
  cleanUp.push(() => world.end())
  const foreign = await startForeignPage()
  cleanUp.push(() => foreign.close())
  const panel = new Panel(await browser.openPanel())
  await panel.signInAs('Rina', world.url)
  return { panel, foreign }
}

/** Everything that a script in the page of this address finds in the extension's storage, as text. */
function readFromPage(panel: Page, url: string): Promise<unknown> {
  return panel.evaluate(`(async () => {
    const api = globalThis.browser ?? chrome
    const tabs = await api.tabs.query({})
    const { id: tabId } = tabs.find(({ url }) => url?.startsWith(${JSON.stringify(url)}))
    const func = async () => {
      const api = globalThis.browser ?? chrome
      const areas = await Promise.all(
        ['local', 'session', 'sync'].map(async (area) => api.storage[area]?.get(null)),
      ).catch((error) => String(error))
      const databases = await indexedDB.databases()
      return JSON.stringify({ areas, databases })
    }
    const [{ result }] = await api.scripting.executeScript({ target: { tabId }, func })
    return result
  })()`)
}

/** What was left in the extension's storage by a version that kept the session there. */
const OF_OLD = `(async () => {
  const api = globalThis.browser ?? chrome
  const request = indexedDB.open('baton-secrets')
  const secrets = await new Promise((resolve) => {
    request.onupgradeneeded = () => request.transaction.abort()
    request.onerror = () => resolve(null)
    request.onsuccess = () => resolve(request.result)
  })
  if (!secrets) return
  const store = secrets.transaction('secrets', 'readwrite').objectStore('secrets')
  const session = await new Promise((resolve) => {
    store.get('session').onsuccess = ({ target }) => resolve(target.result.value)
  })
  await new Promise((resolve) => (store.delete('session').onsuccess = resolve))
  secrets.close()
  await api.storage.local.set({ session })
})()`

test('in Chromium the session cannot be read from a page, and outlives the worker', async () => {
  const browser = await launchChromium()
  const { panel, foreign } = await signedIn(browser)
  await browser.letIn(await browser.openPage(foreign.url))
  const found = String(await readFromPage(panel.page, foreign.url))
  expect(found).toContain('not allowed')
  expect(found).not.toContain('token')
  await browser.killWorker()
  await panel.page.bringToFront()
  await panel.page.reload()
  await sees(panel.page, 'Ana Putri')
})

test('in Firefox the session cannot be read from a page, nor one that an older version had kept there', async () => {
  const build = await grantedBuild('firefox-mv2', 'firefox-mv2-token', ['http://127.0.0.1/*'])
  cleanUp.push(() => build.remove())
  const browser = await launchFirefox({ build: build.build })
  const { panel, foreign } = await signedIn(browser)
  await browser.openPage(foreign.url)
  expect(await readFromPage(panel.page, foreign.url)).not.toContain('token')
  await panel.page.evaluate(OF_OLD)
  expect(await readFromPage(panel.page, foreign.url)).toContain('token')
  await panel.page.evaluate(
    'browser.runtime.getBackgroundPage().then((page) => page.location.reload())',
  )
  await sees(panel.page, 'Ana Putri')
  await expect
    .poll(() => readFromPage(panel.page, foreign.url), { timeout: 30_000 })
    .not.toContain('token')
})
