import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, pressHolding, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let browser: ChromiumBrowser
let panel: Panel
/** A resolved conversation of the demo's: its id, and what its customer is called. */
let resolved: { id: string; name: string }

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel({ width: 960, height: 680 }))
  await panel.signInAs('Rina', world.url)
  await panel.page.keyboard.press('6')
  const row = await panel.page.waitForSelector('[data-id] [data-conversation-row]', {
    timeout: PATIENCE,
  })
  const id = await row?.evaluate(
    (element) => element.closest<HTMLElement>('[data-id]')?.dataset['id'],
  )
  await pressHolding(panel.page, `[data-id="${id}"] [data-conversation-row]`, '')
  const title = await panel.page.waitForSelector('header h2', { timeout: PATIENCE })
  const name = await title?.evaluate(({ textContent }) => textContent.trim())
  if (!id || !name) throw new Error('The demo has no resolved conversation.')
  resolved = { id, name }
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

/** Takes every resolved conversation out of the copy, as time does, and opens the panel anew. */
async function forget(): Promise<void> {
  const { page } = panel
  await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('The copy could not be changed.'))
      })
    localStorage.removeItem('baton:selected')
    localStorage.removeItem('baton:filter')
    const db = await done(indexedDB.open('baton'))
    const tables = ['conversations', 'messages', 'meta', 'listSnapshots', 'listNames']
    const transaction = db.transaction(tables, 'readwrite')
    const store = (name: string) => transaction.objectStore(name)
    const ids = await done(store('conversations').index('state').getAllKeys('resolved'))
    for (const id of ids) {
      await done(store('conversations').delete(id))
      const range = IDBKeyRange.bound([id], [id, []])
      const messages = await done(store('messages').index('[conversationId+seq]').getAllKeys(range))
      for (const key of messages) await done(store('messages').delete(key))
    }
    await done(store('listSnapshots').clear())
    await done(store('listNames').clear())
    const value = { at: Date.now(), id: '00000000-0000-0000-0000-000000000000' }
    await done(store('meta').put({ key: 'resolvedFrom', value }))
    db.close()
  })
  await page.reload()
  await sees(page, 'Connected')
}

const link = () => `${world.url}/c/${resolved.id}`
const heading = (name: string) =>
  panel.page.waitForFunction(
    (wanted) => document.querySelector('header h2')?.textContent.trim() === wanted,
    { timeout: PATIENCE },
    name,
  )

test('scrolled to the end, the list of resolved conversations is fetched', async () => {
  await forget()
  await panel.page.keyboard.press('6')
  await panel.page.waitForSelector(`[data-id="${resolved.id}"]`, { timeout: PATIENCE })
})

test('a link to a conversation that is not in the copy opens it', async () => {
  await forget()
  await panel.page.type(aria('searchbox', 'Search conversations'), link())
  await heading(resolved.name)
})

test('what only the server has is found by the customer', async () => {
  await forget()
  await panel.page.type(aria('searchbox', 'Search conversations'), resolved.name)
  await panel.page.waitForSelector(`[data-id="${resolved.id}"]`, { timeout: PATIENCE })
})

test('offline that is said, and once the line is back it comes by itself', async () => {
  await forget()
  await world.goAway()
  await sees(panel.page, 'Offline')
  await panel.page.keyboard.press('6')
  await sees(panel.page, 'only the resolved conversations kept here are shown')
  await panel.page.type(aria('searchbox', 'Search conversations'), link())
  await sees(panel.page, 'This conversation is not kept on this computer, and you are offline')
  await world.comeBack()
  await heading(resolved.name)
  expect(await panel.page.$(aria('button', 'Back to the list'))).toBeNull()
})
