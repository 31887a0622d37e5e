import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frame, Page } from 'puppeteer-core'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { startForeignPage, type ForeignPage } from './support/foreign-page.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Templates in the text fields of somebody else's page. The browser's menu and its keys cannot be reached from a
// test: the extension is told of them as the browser tells it, with the right to the page that the browser gives at a
// click on the toolbar button.

const names = v.optional(v.array(v.string()), [])
const MANIFEST = v.object({
  ...{ permissions: names, host_permissions: names, optional_permissions: names },
  content_scripts: v.optional(v.array(v.unknown()), []),
})

let world: World
let browser: ChromiumBrowser
let foreign: ForeignPage
let page: Page

beforeAll(async () => {
  world = await startWorld()
  foreign = await startForeignPage()
  browser = await launchChromium()
  await new Panel(await browser.openPanel()).signInAs('Rina', world.url)
  page = await browser.openPage(foreign.url, { width: 1000, height: 800 })
  await browser.letIn(page)
})

afterAll(async () => {
  await browser.close()
  await foreign.close()
  await world.end()
})

beforeEach(() => page.bringToFront())

/** Opens the list in the field that has the focus, and waits until it shows its rows. */
async function openList(how: () => Promise<void>, where: Page | Frame = page) {
  await how()
  await where.waitForSelector(aria('combobox', 'Search templates'), { timeout: PATIENCE })
  await first(where, /\/\w+/)
}

/** Waits until the marked row is this one. The list is closed to the page: only what it tells assistive technology is seen. */
async function first(where: Page | Frame, name: RegExp) {
  await expect
    .poll(
      async () => {
        const marked = await where.$$('::-p-aria([role="option"])')
        const texts = await Promise.all(
          marked.map((one) =>
            one.evaluate((row) => (row.ariaSelected === 'true' ? row.textContent : '')),
          ),
        )
        return texts.join('')
      },
      { timeout: PATIENCE },
    )
    .toMatch(name)
}

const closed = (where: Page | Frame = page) =>
  where.waitForSelector(aria('combobox', 'Search templates'), { hidden: true, timeout: PATIENCE })

const box = (where: Page | Frame = page) =>
  where.$eval('#box', (element) => {
    if (!(element instanceof HTMLTextAreaElement)) throw new Error('not a box')
    const { value, selectionStart, selectionEnd } = element
    return { value, selected: value.slice(selectionStart, selectionEnd), at: selectionStart }
  })

test('from the menu: typed to, chosen, written where the caret was, and undone by the page', async () => {
  await page.$eval('#box', (element) => {
    if (!(element instanceof HTMLTextAreaElement)) return
    element.focus()
    element.setSelectionRange(7, 12)
  })
  await openList(() => browser.chooseInMenu('insert-template'))
  await page.keyboard.type('greet')
  await first(page, /^\/greeting/)
  await page.keyboard.press('Enter')
  await closed()
  const before = 'Before Hello there, this is Rina Hartono from Nusa Goods.'
  await expect.poll(async () => (await box()).value, { timeout: PATIENCE }).toContain(before)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('box')
  // The page's own scripts noticed one trusted input, and nothing of what was typed into the list.
  expect(await page.evaluate('heard')).toEqual(['insertText true'])
  await page.keyboard.down('Control')
  await page.keyboard.press('z')
  await page.keyboard.up('Control')
  expect((await box()).value).toBe('Before after')
})

test('what only a conversation or the agent knows stays open, and the first such place is selected', async () => {
  await page.focus('#editor')
  await openList(() => browser.pressCommand('insert-template'))
  await page.keyboard.type('delivery')
  await first(page, /^\/delivery/)
  await page.keyboard.press('Tab')
  await closed()
  await expect
    .poll(() => page.evaluate(() => String(getSelection())), { timeout: PATIENCE })
    .toMatch(/^\{\{\?\w+/)
  expect(await page.$eval('#editor', (editor) => editor.textContent)).toContain('Dear')
})

test('Esc and a click elsewhere close it and leave the text as it was', async () => {
  await page.focus('#box')
  const { value } = await box()
  await openList(() => browser.pressCommand('insert-template'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await closed()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('box')
  await openList(() => browser.pressCommand('insert-template'))
  await page.mouse.click(900, 700)
  await closed()
  expect((await box()).value).toBe(value)
})

test('in a frame of the page it opens there; in one of another site it says what to do', async () => {
  const near = page.frames().find((frame) => frame.url() === `${foreign.url}frame`)
  const far = page.frames().find((frame) => frame.url().includes('localhost'))
  if (!near || !far) throw new Error('The frames are not there.')
  await near.focus('#box')
  await openList(() => browser.pressCommand('insert-template'), near)
  await page.keyboard.type('bye')
  await first(near, /^\/bye/)
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await box(near)).value, { timeout: PATIENCE })
    .toContain('Rina Hartono')
  await far.focus('#box')
  await browser.pressCommand('insert-template')
  await expect.poll(() => browser.notifications(), { timeout: PATIENCE }).toContain('pages')
  expect((await box(far)).value).toBe('')
})

test('never into a password', async () => {
  await page.focus('#secret')
  await browser.chooseInMenu('insert-template')
  await page.focus('#box')
  expect(await page.$(aria('combobox', 'Search templates'))).toBeNull()
  expect(
    await page.$eval('#secret', (field) =>
      field instanceof HTMLInputElement ? field.value : null,
    ),
  ).toBe('')
})

test("the page's scripts can neither open the list, nor read it, nor choose from it", async () => {
  await page.focus('#box')
  const { value } = await box()
  await openList(() => browser.pressCommand('insert-template'))
  const seen = await page.evaluate(() => {
    const host = document.querySelector('[popover]')
    const press = (key: string) =>
      host?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }))
    press('ArrowDown')
    press('Enter')
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
    )
    return [
      host?.shadowRoot ?? null,
      host?.textContent,
      document.body.innerText.includes('/greeting'),
    ]
  })
  expect(seen).toEqual([null, '', false])
  await first(page, /\/\w+/)
  await page.keyboard.press('Escape')
  await closed()
  expect((await box()).value).toBe(value)
})

test('a text selected on the page becomes a new template in the panel', async () => {
  await page.$eval('#editor', (editor) => {
    editor.textContent = 'Thank you for {{waiting}}.'
    getSelection()?.selectAllChildren(editor)
  })
  await browser.chooseInMenu('save-template', { selectionText: 'Thank you for {{waiting}}.' })
  const panel = await browser.openedPanel()
  await sees(panel, 'New template')
  await expect
    .poll(() => panel.$$eval('textarea', (boxes) => boxes.map(({ value }) => value).join('|')), {
      timeout: PATIENCE,
    })
    .toContain('Thank you for')
})

test.each(['chrome-mv3', 'firefox-mv2'])(
  'the build %s is let into no page at installation',
  async (build) => {
    const path = join(ROOT, '.output', build, 'manifest.json')
    const manifest = v.parse(MANIFEST, JSON.parse(await readFile(path, 'utf8')))
    const { permissions, host_permissions, optional_permissions, content_scripts } = manifest
    expect([...permissions, ...host_permissions].filter((one) => one.includes('/'))).toEqual([])
    expect(permissions).toEqual(expect.arrayContaining(['activeTab', 'scripting', 'contextMenus']))
    expect(permissions).not.toContain('clipboardWrite')
    expect(optional_permissions).toContain('clipboardWrite')
    expect(content_scripts).toEqual([])
  },
)

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
