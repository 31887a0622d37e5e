import type { Page } from 'puppeteer-core'
import type { ServerProcess } from '../../scripts/server-process.ts'
import { launchChromium, type ChromiumBrowser } from '../../tests/e2e/support/chromium.ts'
import { WIDE } from '../../tests/e2e/support/extension-browser.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import type { Figure } from '../figure.ts'
import { percentile } from '../statistics.ts'
import { fillPanel, type Amount } from '../support/fill-panel.ts'
import { smoothShare } from '../support/frames.ts'
import { choose, timeToChat, timeToFind, timeToList } from '../support/panel-times.ts'

const AMOUNT: Amount = { seed: 4, conversations: 10_000, messages: 9, firstMessages: 10_009 }
/** Of twenty the second slowest would be the 95th percentile: the very first openings of a browser, and nothing else. */
const SAMPLES = 40

/** The panel with 10,000 conversations and 100,000 messages in its copy, beside one that has only the demo's. */
export async function largeCopy(baton: ServerProcess): Promise<Figure[]> {
  const [large, small] = await Promise.all([launchChromium(), launchChromium()])
  try {
    const panels = { large: await signIn(large, baton.url), small: await signIn(small, baton.url) }
    const stored = await fillPanel(panels.large, AMOUNT)
    await Promise.all([panels.large.close(), panels.small.close()])

    const list = { large: [] as number[], small: [] as number[] }
    for (let i = 0; i < SAMPLES; i++) {
      list.large.push(await timeToList(large))
      list.small.push(await timeToList(small))
    }
    const page = await large.openPanel(WIDE)
    const other = await small.openPanel(WIDE)
    const chat = { large: [] as number[], small: [] as number[] }
    const found: number[] = []
    await choose(page, 'Mine')
    await choose(other, 'Mine')
    for (let i = 0; i < SAMPLES; i++) {
      chat.large.push(await timeToChat(page))
      chat.small.push(await timeToChat(other))
    }
    await choose(page, 'All')
    for (let i = 0; i < SAMPLES; i++) found.push(await timeToFind(page, i))
    return [
      atMost('panel opened → list painted, 10,000 conversations', list.large, 200, list.small),
      ratio('the same, of a panel with 30 conversations, median', list.large, list.small, 1.5),
      atMost('conversation of 10,000 messages opened → newest painted', chat.large, 50, chat.small),
      atMost('search of 100,000 messages, key → found painted', found, 200, null),
      ...(await scrolling(page)),
      {
        ...{
          what: 'storing 10,000 conversations, 100,000 messages',
          unit: 's',
          value: stored / 1_000,
        },
        ...{ baseline: null, target: '–', met: true },
      },
    ]
  } finally {
    await Promise.all([large.close(), small.close()])
  }
}

async function signIn(browser: ChromiumBrowser, url: string): Promise<Page> {
  const panel = new Panel(await browser.openPanel())
  await panel.signInAs('Rina', url)
  return panel.page
}

async function scrolling(page: Page): Promise<Figure[]> {
  await page.bringToFront()
  const figures: Figure[] = []
  for (const [what, selector] of [
    ['frames on time, scrolling 10,000 rows', 'ul[aria-label="Conversations"]'],
    ['frames on time, scrolling messages', '[role=region][aria-label=Messages] > :last-child'],
  ] as const) {
    const value = (await smoothShare(page, selector)) * 100
    figures.push({ what, unit: '%', value, baseline: null, target: '≥ 95 %', met: value >= 95 })
  }
  return figures
}

function atMost(what: string, ours: number[], limit: number, theirs: number[] | null): Figure {
  const value = percentile(ours, 0.95)
  return {
    ...{ what: `${what}, p95`, unit: 'ms', value },
    baseline: theirs && { what: 'a small copy', value: percentile(theirs, 0.95) },
    ...{ target: `≤ ${limit} ms`, met: value <= limit },
  }
}

function ratio(what: string, ours: number[], theirs: number[], limit: number): Figure {
  const [value, base] = [percentile(ours, 0.5), percentile(theirs, 0.5)]
  const baseline = { what: 'a small copy', value: base }
  return {
    what,
    unit: 'ms',
    value,
    baseline,
    target: `ratio ≤ ${limit}`,
    met: value <= base * limit,
  }
}
