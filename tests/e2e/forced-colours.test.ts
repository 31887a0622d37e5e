import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// The system chooses the colours, as in Windows' contrast themes: what is chosen and where things end is seen still.

let world: World
let browser: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel({ width: 960, height: 680 }))
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Maria Wong')
  await panel.open('Maria Wong')
  await panel.page.waitForSelector('[role=combobox] textarea', { timeout: PATIENCE })
  await panel.page.waitForSelector('[data-test=bubble]', { timeout: PATIENCE })
  await panel.page.evaluate(markBare)
  const cdp = await panel.page.createCDPSession()
  const features = [{ name: 'forced-colors', value: 'active' }]
  await cdp.send('Emulation.setEmulatedMedia', { features })
})
afterAll(async () => {
  await browser.close()
  await world.end()
})

/** Run in the page: marks what has neither ground nor edge in the panel's own colours. */
function markBare(): void {
  for (const element of document.querySelectorAll('main *')) {
    const { backgroundColor, borderTopWidth, borderBottomWidth } = getComputedStyle(element)
    const bare = backgroundColor === 'rgba(0, 0, 0, 0)' && borderTopWidth === '0px'
    if (bare && borderBottomWidth === '0px') element.setAttribute('data-bare', '')
  }
}

const styleOf = (selector: string, property: string) =>
  panel.page.$eval(
    selector,
    (element, name) => getComputedStyle(element).getPropertyValue(name),
    property,
  )

test('Reply and Note cannot be confused', async () => {
  const grounds = () =>
    Promise.all(['Reply', 'Note'].map((name) => styleOf(aria('button', name), 'background-color')))
  const [reply, note] = await grounds()
  expect(reply).not.toBe(note)
  await (await panel.page.$(aria('button', 'Note')))?.click()
  await expect.poll(grounds, { timeout: PATIENCE }).toEqual([note, reply])
  await (await panel.page.$(aria('button', 'Reply')))?.click()
})

test('one row of the list is chosen', async () => {
  const edges = await panel.page.$$eval('[data-id]:has(> [data-conversation-row])', (rows) =>
    rows.map((row) => ({
      chosen: row.querySelector('[aria-current]') !== null,
      edge: getComputedStyle(row).borderLeftColor,
    })),
  )
  const [chosen] = edges.filter((row) => row.chosen)
  const others = edges.filter((row) => !row.chosen)
  expect(others.length).toBeGreaterThan(3)
  expect(new Set(others.map(({ edge }) => edge)).size).toBe(1)
  expect(others.map(({ edge }) => edge)).not.toContain(chosen?.edge)
})

test.each([
  ['a bubble', '[data-test=bubble]'],
  ['Handover', aria('button', 'Handover')],
  ['a badge', '[data-test=badge]'],
])('%s has an edge', async (_what, selector) => {
  expect(await styleOf(selector, 'border-top-width')).toBe('1px')
  expect(await styleOf(selector, 'border-top-style')).not.toBe('none')
})

test('nothing has an edge that had neither ground nor edge before, buttons aside', async () => {
  const bare = await panel.page.$$('[data-bare]')
  expect(bare.length).toBeGreaterThan(50)
  const edged = await panel.page.$$eval('[data-bare]:not(button)', (all) =>
    all
      .filter((element) => getComputedStyle(element).borderTopWidth !== '0px')
      .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(edged).toEqual([])
})

test('all that stands in the chosen line of the palette has the colour of what is chosen', async () => {
  await panel.page.keyboard.down('Control')
  await panel.page.keyboard.press('k')
  await panel.page.keyboard.up('Control')
  await panel.page.keyboard.type('resolve')
  const line = await panel.page.waitForSelector('[role=option][data-highlighted]:has(kbd)', {
    timeout: PATIENCE,
  })
  const colours = await line?.evaluate((chosen) =>
    [chosen, ...chosen.querySelectorAll(':not(mark)')].map((part) => getComputedStyle(part).color),
  )
  expect(colours?.length).toBeGreaterThan(3)
  expect(new Set(colours).size).toBe(1)
  await panel.page.keyboard.press('Escape')
})

test('a face keeps its colour, and its dot', async () => {
  const [face, dot] = ['[data-avatar]', '[data-avatar] > span:last-child']
  expect(await styleOf(face, 'background-color')).not.toBe('rgb(255, 255, 255)')
  expect(await styleOf(dot, 'background-color')).not.toBe(await styleOf(face, 'background-color'))
})

test('axe finds nothing', async () => {
  expect(await axeViolations(panel.page)).toEqual([])
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
