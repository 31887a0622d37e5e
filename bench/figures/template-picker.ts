import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import type { ServerProcess } from '../../scripts/server-process.ts'
import { launchChromium } from '../../tests/e2e/support/chromium.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import type { Figure } from '../figure.ts'
import { percentile } from '../statistics.ts'
import { addTools } from '../support/fill-panel.ts'
import { keyToPaint, PAINTED_AFTER_KEY } from '../support/key-watch.ts'

const TEMPLATES = { seed: 5, count: 10_000 }
/** Typed letter by letter, each from an empty box; the first key of each opens the list. */
const TYPED = ['/refund', '/deliv', '/card-new', '/statement', '/refnud', '/exchange', '/zzz']
const ROUNDS = 3
const SEARCH_ROUNDS = 7

const searchTimes = v.object({ ours: v.array(v.number()), bare: v.array(v.number()) })

/** The picker with 10,000 templates: from a key to the filtered list, and the search alone. */
export async function templatePicker(baton: ServerProcess, bare: ServerProcess): Promise<Figure[]> {
  const browser = await launchChromium()
  try {
    const first = new Panel(await browser.openPanel())
    await first.signInAs('Rina', baton.url)
    await addTools(first.page)
    await first.page.evaluate(`fillTemplates(${JSON.stringify(TEMPLATES)})`)
    await first.page.close()

    const panel = new Panel(await browser.openPanel())
    await panel.open('Maria Wong')
    await panel.holds()
    const barePage = await bareList(await browser.openPage(bare.url))
    for (const page of [panel.page, barePage]) await page.evaluate(PAINTED_AFTER_KEY)
    const times = { ours: [] as number[], bare: [] as number[], handled: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      for (const typed of TYPED) {
        const ours = await keyToPaint(panel.page, typed)
        times.ours.push(...ours.painted)
        times.handled.push(...ours.handled)
        times.bare.push(...(await keyToPaint(barePage, typed)).painted)
      }
    }
    await addTools(panel.page)
    const search = v.parse(searchTimes, await panel.page.evaluate(`searchStored(${SEARCH_ROUNDS})`))
    return [...figuresOfKeys(times), ...figuresOfSearch(search)]
  } finally {
    await browser.close()
  }
}

function figuresOfKeys(times: { ours: number[]; bare: number[]; handled: number[] }): Figure[] {
  const what = 'template picker, 10,000 templates, key → filtered list'
  const [painted, handled] = [percentile(times.ours, 0.95), percentile(times.handled, 0.95)]
  const baseline = { what: 'bare page, one line', value: percentile(times.bare, 0.95) }
  return [
    {
      ...{ what: `${what} in the page, p95`, unit: 'ms', value: handled, baseline: null },
      ...{ target: '≤ 16 ms', met: handled <= 16 },
    },
    {
      ...{ what: `${what} painted, p95`, unit: 'ms', value: painted, baseline },
      ...{ target: '≤ 16 ms', met: painted <= 16 },
    },
  ]
}

function figuresOfSearch({ ours, bare }: v.InferOutput<typeof searchTimes>): Figure[] {
  return [0.5, 0.95].map((fraction) => {
    const [value, base] = [percentile(ours, fraction), percentile(bare, fraction)]
    return {
      ...{ what: `search of 10,000 templates, p${fraction * 100}`, unit: 'ms', value },
      baseline: { what: 'uFuzzy alone', value: base },
      ...{ target: 'ratio ≤ 2', met: value <= base * 2 },
    }
  })
}

/** A page that shows what is typed and nothing else: what a frame costs by itself. */
async function bareList(page: Page): Promise<Page> {
  await page.evaluate(`{
    const list = document.createElement('div')
    list.dataset.test = 'template-picker'
    document.body.append(list)
    document.querySelector('textarea').addEventListener('input', (event) => {
      list.textContent = event.target.value
      list.dataset.query = event.target.value.slice(1)
    })
  }`)
  return page
}
