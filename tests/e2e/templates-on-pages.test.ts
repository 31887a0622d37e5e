import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Frame, Page } from 'puppeteer-core'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { startForeignPage } from './support/foreign-page.ts'
import { Panel } from './support/panel.ts'
import { findList, inFrame, listIsGone, listOver, marks } from './support/page-list.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'
import type { Served } from './support/serve.ts'

// Templates in the text fields of somebody else's page. The browser's menu and its keys cannot be reached from a
// test: the extension is told of them as the browser tells it, with the right to the page that the browser gives at a
// click on the toolbar button.

const names = v.optional(v.array(v.string()), [])
const MANIFEST = v.object({
  ...{ permissions: names, host_permissions: names, optional_permissions: names },
  web_accessible_resources: v.array(
    v.union([
      v.string(),
      v.looseObject({ resources: v.array(v.string()), use_dynamic_url: v.boolean() }),
    ]),
  ),
  content_scripts: v.optional(v.array(v.unknown()), []),
})

let world: World
let browser: ChromiumBrowser
let foreign: Served
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
async function openList(how: () => Promise<void>, where = page) {
  await how()
  await listOver(where)
}

/** For what is to happen by itself, or not at all. */
const pause = (ms: number) => setTimeout(ms)

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
  await marks(page, /^\/greeting/)
  await page.keyboard.press('Enter')
  await listIsGone(page)
  const before = 'Before Hello there, this is Rina Hartono from Nusa Goods.'
  await expect.poll(async () => (await box()).value, { timeout: PATIENCE }).toContain(before)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('box')
  // The page's own scripts noticed one trusted input, and nothing of what was typed into the list.
  expect(await page.evaluate('heard')).toEqual(['insertText true'])
  // A moment later, as people do: until then it is looked whether the page lets it stand.
  await pause(500)
  await page.keyboard.down('Control')
  await page.keyboard.press('z')
  await page.keyboard.up('Control')
  expect((await box()).value).toBe('Before after')
})

test('what only a conversation or the agent knows stays open, and the first such place is selected', async () => {
  await page.focus('#editor')
  await openList(() => browser.pressCommand('insert-template'))
  await page.keyboard.type('delivery')
  await marks(page, /^\/delivery/)
  await page.keyboard.press('Tab')
  await listIsGone(page)
  await expect
    .poll(() => page.evaluate(() => String(getSelection())), { timeout: PATIENCE })
    .toMatch(/^\[\w[^[\]]*\]$/)
  expect(await page.$eval('#editor', (editor) => editor.textContent)).toContain('Dear')
})

test('Esc and a click elsewhere close it and leave the text as it was', async () => {
  await page.focus('#box')
  const { value } = await box()
  await openList(() => browser.pressCommand('insert-template'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await listIsGone(page)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('box')
  await openList(() => browser.pressCommand('insert-template'))
  await page.mouse.click(900, 700)
  await listIsGone(page)
  expect((await box()).value).toBe(value)
})

test('in a frame of the page it opens there; in one of another site it says what to do', async () => {
  const near = page.frames().find((frame) => frame.url() === `${foreign.url}frame`)
  const far = page.frames().find((frame) => frame.url().includes('localhost'))
  if (!near || !far) throw new Error('The frames are not there.')
  await near.focus('#box')
  await openList(() => browser.pressCommand('insert-template'))
  await page.keyboard.type('bye')
  await marks(page, /^\/bye/)
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
  await pause(1_000)
  await page.focus('#box')
  expect(await findList(page)).toBeNull()
  expect(
    await page.$eval('#secret', (field) =>
      field instanceof HTMLInputElement ? field.value : null,
    ),
  ).toBe('')
})

test('of the list and of what is typed into it, the page notices nothing', async () => {
  await page.focus('#box')
  const { value } = await box()
  await openList(() => browser.pressCommand('insert-template'))
  await page.evaluate('keys.length = 0')
  await page.keyboard.type('greet')
  await marks(page, /^\/greeting/)
  await page.keyboard.press('ArrowDown')
  const seen = await page.evaluate(() => {
    const host = document.querySelector('[popover]')
    const search: unknown = Reflect.get(window, 'find')
    if (typeof search !== 'function') throw new Error('Nothing can be searched.')
    const find = (text: string): unknown =>
      Reflect.apply(search, window, [text, false, false, true, false, true])
    const found = ['greet', 'greeting', 'Hello there'].map(find)
    const names = performance.getEntries().map(({ name }) => name)
    return {
      inside: [
        host?.shadowRoot ?? null,
        host?.textContent,
        document.body.innerText.includes('greet'),
      ],
      found,
      frames: [window.length, document.querySelectorAll('iframe').length],
      addresses: names.filter((name) => name.includes('extension')),
      keys: Reflect.get(window, 'keys') as unknown,
    }
  })
  expect(seen).toEqual({
    ...{ inside: [null, '', false], found: [false, false, false] },
    // Its own two.
    ...{ frames: [2, 2], addresses: [], keys: [] },
  })
  await page.keyboard.press('Escape')
  await listIsGone(page)
  expect((await box()).value).toBe(value)
})

test('a page that forbids frames, and takes only those that ask for it, shows the list all the same', async () => {
  const strict = await browser.openPage(`${foreign.url}strict`, { width: 900, height: 700 })
  await browser.letIn(strict)
  await strict.focus('#line')
  await openList(() => browser.pressCommand('insert-template'), strict)
  await strict.keyboard.type('bye')
  await marks(strict, /^\/bye/)
  await strict.keyboard.press('Enter')
  const line = () =>
    strict.$eval('#line', (field) => (field instanceof HTMLInputElement ? field.value : ''))
  await expect.poll(line, { timeout: PATIENCE }).toContain('Rina Hartono')
  await strict.close()
})

test('a list that the page has covered chooses nothing', async () => {
  await page.focus('#line')
  await openList(() => browser.pressCommand('insert-template'))
  // As pages do it that want a click for something else: over everything, and not there for the pointer.
  await page.evaluate(() => {
    const cover = document.createElement('div')
    cover.id = 'cover'
    cover.popover = 'manual'
    cover.setAttribute(
      'style',
      'position: fixed; inset: 0; width: 100vw; height: 100vh; background: #fff; pointer-events: none',
    )
    document.body.append(cover)
    cover.showPopover()
  })
  await pause(500)
  const list = await listOver(page)
  const hint = () => document.querySelector('.hint')?.textContent ?? ''
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Enter')
        return inFrame(list, hint)
      },
      { timeout: PATIENCE },
    )
    .toContain('covers this list')
  await page.$eval('#cover', (cover) => cover.remove())
  await page.keyboard.press('Escape')
  await listIsGone(page)
  expect(
    await page.$eval('#line', (field) => (field instanceof HTMLInputElement ? field.value : '')),
  ).toBe('')
})

test('nobody else gets the list into a frame or a tab, and its address is not the known one', async () => {
  browser.errors.foresee(/Denying load of chrome-extension:.*page-list\.html#guess/)
  const known = (await browser.panelUrl()).replace('sidepanel.html', 'page-list.html')
  await page.focus('#box')
  await openList(() => browser.pressCommand('insert-template'))
  // A page guesses: the address that all know of an extension with this id, and a secret.
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src: `${src}#guess` })
    document.body.append(frame)
  }, known)
  const frames = () => page.frames().map((frame) => frame.url())
  await expect
    .poll(frames, { timeout: PATIENCE })
    .toContainEqual(expect.stringMatching(/^chrome-error/))
  await page.keyboard.press('Escape')
  const alone = await browser.openPage(`${known}#guess`, { width: 400, height: 300 })
  expect(await alone.evaluate(() => document.body.innerText)).toBe('')
  await alone.close()
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
    // One page, which is nothing without its secret, and in Chromium under an address of the session's.
    const reached = [{ resources: ['page-list.html'], use_dynamic_url: true }]
    expect(manifest.web_accessible_resources).toMatchObject(
      build === 'chrome-mv3' ? reached : ['page-list.html'],
    )
  },
)

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
