import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import type { ServerProcess } from '../../scripts/server-process.ts'
import { launchChromium, type ChromiumBrowser } from '../../tests/e2e/support/chromium.ts'
import { WIDE } from '../../tests/e2e/support/extension-browser.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import { atMost, type Figure } from '../figure.ts'
import { percentile } from '../statistics.ts'
import { addTools, fillPanel } from '../support/fill-panel.ts'
import { longestFrame } from '../support/longest-frame.ts'
import { runInPage } from '../support/run-in-page.ts'
import { timeToList } from '../support/panel-times.ts'

const OPENINGS = 20
const PALETTES = 5

const dayTimes = v.object({ stored: v.array(v.number()), firstKey: v.number(), panel: v.number() })
const yearBytes = v.object({ before: v.number(), after: v.number() })

/** What a copy costs that was never told to stop growing: after a day of messages, after a year, and with 100,000 rows. */
export async function boundedCopy(
  baton: ServerProcess,
  amounts = { conversations: 100_000, ofDay: 25_000, perDay: 200 },
): Promise<Figure[]> {
  return [
    ...(await withPanel(baton, (browser, page) => afterDay(browser, page, amounts.ofDay))),
    ...(await withPanel(baton, (browser, page) => afterYear(browser, page, amounts.perDay))),
    ...(await withPanel(baton, (browser, page) => withMany(browser, page, amounts.conversations))),
  ]
}

async function withPanel(
  baton: ServerProcess,
  measure: (browser: ChromiumBrowser, page: Page) => Promise<Figure[]>,
): Promise<Figure[]> {
  const browser = await launchChromium()
  try {
    const panel = new Panel(await browser.openPanel(WIDE))
    await panel.signInAs('Rina', baton.url)
    return await measure(browser, panel.page)
  } finally {
    await browser.close()
  }
}

async function afterDay(_browser: ChromiumBrowser, page: Page, count: number): Promise<Figure[]> {
  await fillPanel(page, { seed: 4, conversations: 8_000, messages: 15, firstMessages: 15 })
  const times = v.parse(dayTimes, await runInPage(page, `timesOfDay(${count})`))
  return [
    atMost('after a day of 25,000 messages: search, first key', 'ms', times.firstKey, 100),
    atMost("after a day: the panel's first query", 'ms', times.panel, 60),
    atMost(
      'storing a message while the copy is tidied, longest',
      'ms',
      Math.max(...times.stored),
      100,
    ),
  ]
}

async function afterYear(_browser: ChromiumBrowser, page: Page, perDay: number): Promise<Figure[]> {
  await addTools(page)
  const { before, after } = v.parse(yearBytes, await runInPage(page, `bytesOfYear(${perDay})`))
  const baseline = { what: 'before housekeeping', value: before / 1e6 }
  const value = after / 1e6
  const what = 'the copy after a year, estimated'
  return [{ what, unit: 'MB', value, baseline, target: '≤ 500 MB', met: value <= 500 }]
}

async function withMany(browser: ChromiumBrowser, page: Page, count: number): Promise<Figure[]> {
  await fillPanel(page, { seed: 4, conversations: count, messages: 1, firstMessages: 1 })
  await page.close()
  const list: number[] = []
  for (let n = 0; n < OPENINGS; n++) list.push(await timeToList(browser))
  const opened = await browser.openPanel(WIDE)
  await opened.bringToFront()
  const frames = { opened: [] as number[], key: [] as number[], slip: [] as number[] }
  for (let n = 0; n < PALETTES; n++) {
    frames.opened.push(await longestFrame(opened, () => press(opened, 'k')))
    frames.key.push(await longestFrame(opened, () => opened.keyboard.type('ana')))
    await opened.keyboard.press('Escape')
    await press(opened, 'k')
    frames.slip.push(await longestFrame(opened, () => opened.keyboard.type('mairna')))
    await opened.keyboard.press('Escape')
  }
  return [
    atMost(
      'panel opened → list painted, 100,000 conversations, p95',
      'ms',
      percentile(list, 0.95),
      300,
    ),
    atMost(
      'palette opened, 100,000 conversations: longest frame',
      'ms',
      Math.max(...frames.opened),
      50,
    ),
    atMost('a word typed in it: longest frame', 'ms', Math.max(...frames.key), 50),
    atMost('a mistyped one: longest frame', 'ms', Math.max(...frames.slip), 50),
  ]
}

async function press(page: Page, key: 'k'): Promise<void> {
  await page.keyboard.down('Control')
  await page.keyboard.press(key)
  await page.keyboard.up('Control')
}
