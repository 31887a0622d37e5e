import { DatabaseSync } from 'node:sqlite'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillServer } from '../../bench/support/fill-server.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// A conversation of years: a link leads to its beginnings, past what nobody needs of it.

const LAST = 10_000
const TARGET = 3_000
const MESSAGES = '[role=region][aria-label=Messages]'

let world: World
let browser: ChromiumBrowser
let panel: Panel
let conversationId = ''

beforeAll(async () => {
  world = await startWorld(async (database) => {
    await fillServer(database, { conversations: 1, messages: LAST })
    const db = new DatabaseSync(database)
    const row = db.prepare('SELECT id FROM conversations WHERE "lastSeq" = ?').get(LAST)
    conversationId = String(row?.['id'])
    db.prepare(`UPDATE messages SET text = 'Line ' || seq || '.' WHERE "conversationId" = ?`).run(
      conversationId,
    )
    db.close()
  })
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel({ width: 960, height: 680 }))
  await panel.signInAs('Rina', world.url)
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

/** Pastes the link to a line into the search: typed, it would lead to the conversation before it names the line. */
async function follow(line: number): Promise<void> {
  await panel.page.focus(aria('searchbox', 'Search conversations'))
  await panel.page.keyboard.sendCharacter(`${world.url}/c/${conversationId}#${line}`)
}

/** The lines in the page, as they follow each other. */
const lines = (page: Page) =>
  page.$eval(MESSAGES, (box) =>
    [...box.textContent.matchAll(/Line (\d+)\./g)].map(([, seq]) => Number(seq)),
  )

/** Scrolls by as much as a wheel does, until a line is in the page; tells the lines seen on the way. */
async function scrollTo(page: Page, line: number, by: number): Promise<number[]> {
  const seen = new Set<number>()
  await expect
    .poll(
      async () => {
        await page.$eval(MESSAGES, (box, step) => void (box.scrollTop += step), by)
        for (const each of await lines(page)) seen.add(each)
        return seen.has(line)
      },
      { timeout: PATIENCE },
    )
    .toBe(true)
  return [...seen].sort((a, b) => a - b)
}

/** How many messages of it the panel's copy holds. */
const held = (page: Page) =>
  page.evaluate(
    (id) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('baton')
        opening.onerror = () => reject(new Error('The database did not open.'))
        opening.onsuccess = () => {
          const messages = opening.result.transaction('messages').objectStore('messages')
          const range = IDBKeyRange.bound([id], [id, []])
          const count = messages.index('[conversationId+seq]').count(range)
          count.onsuccess = () => {
            opening.result.close()
            resolve(count.result)
          }
        }
      }),
    conversationId,
  )

test('a link to an early message shows it among its neighbours, and the rest is not fetched', async () => {
  const { page } = panel
  await follow(TARGET)
  await sees(page, `Line ${TARGET}.`)
  await expect.poll(() => held(page)).toBeLessThan(1_000)
  const seen = await lines(page)
  expect(seen).toEqual(seen.map((_line, n) => (seen[0] ?? 0) + n))
})

test('from there one reads on, up and down, without a hole', async () => {
  const { page } = panel
  const wholeFrom = (seen: readonly number[]) => seen.map((_line, n) => (seen[0] ?? 0) + n)
  const up = await scrollTo(page, TARGET - 120, -300)
  expect(up).toEqual(wholeFrom(up))
  const down = await scrollTo(page, TARGET + 160, 300)
  expect(down).toEqual(wholeFrom(down))
  expect(await held(page)).toBeLessThan(1_000)
})

test('the newest are one press away, and whoever writes is there', async () => {
  const { page } = panel
  await press(page, 'button', 'Jump to latest')
  await sees(page, `Line ${LAST}.`)
  await press(page, 'button', 'Take Over')
  await panel.holds()
  // The message box takes the focus once it is there.
  await page.waitForSelector('textarea:focus', { timeout: PATIENCE })
  await follow(TARGET + 50)
  await sees(page, `Line ${TARGET + 50}.`)
  await panel.send('Written from far above.')
  await sees(page, 'Written from far above.')
  await sees(page, `Line ${LAST}.`)
})
