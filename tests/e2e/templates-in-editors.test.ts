import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from './support/chromium.ts'
import { startEditorsPage } from './support/editors-page.ts'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchFirefox } from './support/firefox.ts'
import { addTemplates } from './support/local-templates.ts'
import { listIsGone, listOver, marks } from './support/page-list.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Templates in the editors that other people's pages are made with: see `tests/editors`. What counts is what the editor
// has in its own document, since what is only on the screen is not sent.

const TEMPLATES = {
  'two-lines': 'First line\nSecond line\n\nLast {{?amount}} end',
  'with-caret': 'Dear {{cursor}} friend',
}
const EDITORS = [
  ...['textarea', 'input', 'email', 'controlled', 'editable', 'plaintext'],
  ...['in a closed component', 'in a component in a dialog'],
  ...['ProseMirror', 'TipTap', 'Lexical', 'Lexical, plain', 'Quill', 'Slate', 'Draft.js'],
  ...['CKEditor 5', 'TinyMCE', 'CodeMirror 6', 'Monaco'],
]
/** They let nobody see where in them the caret is: it stays behind the text. */
const WITHOUT_CARET: Record<string, readonly string[]> = {
  chromium: ['email', 'Monaco'],
  firefox: ['email'],
}

interface Here {
  browser: ExtensionBrowser
  /** As the keyboard tells the extension. */
  ask: () => Promise<void>
  letIn: (page: Page) => Promise<void>
  notified: () => Promise<string[]>
}

const OPEN: Record<string, () => Promise<Here>> = {
  async chromium() {
    const browser = await launchChromium()
    return {
      browser,
      ask: () => browser.pressCommand('insert-template'),
      letIn: (page) => browser.letIn(page),
      notified: () => browser.notifications(),
    }
  },
  async firefox() {
    const browser = await launchFirefox()
    return {
      browser,
      ask: () => browser.pressAltShift('J'),
      letIn: () => Promise.resolve(),
      notified: () => browser.notifications(),
    }
  },
}

describe.each(Object.entries(OPEN))('in %s', (name, open) => {
  let world: World
  let editors: Awaited<ReturnType<typeof startEditorsPage>>
  let here: Here
  let page: Page

  beforeAll(async () => {
    world = await startWorld()
    editors = await startEditorsPage()
    here = await open()
    here.browser.errors.foresee(/favicon\.ico/)
    const panel = new Panel(await here.browser.openPanel())
    await panel.signInAs('Rina', world.url)
    await addTemplates(panel.page, TEMPLATES)
    page = await here.browser.openPage(editors.url, { width: 900, height: 900 })
    await page.waitForFunction('Object.keys(window.editors ?? {}).length === 20', {
      timeout: PATIENCE,
    })
    await here.letIn(page)
  }, 300_000)

  afterAll(async () => {
    await here.browser.close()
    await editors.close()
    await world.end()
  })

  const call = (editor: string, method: string) =>
    page.evaluate(`window.editors[${JSON.stringify(editor)}].${method}()`)
  const text = async (editor: string) => letters(String(await call(editor, 'text')))

  async function control(key: 'a' | 'z') {
    await page.keyboard.down('Control')
    await page.keyboard.press(key)
    await page.keyboard.up('Control')
  }

  /** Writes "Hi " into an editor, or another word, and a template behind it. */
  async function insert(editor: string, shortcut: keyof typeof TEMPLATES, word = 'Hi ') {
    await page.bringToFront()
    await call(editor, 'enter')
    await control('a')
    await page.keyboard.press('Backspace')
    await page.keyboard.type(word)
    await expect.poll(() => text(editor), { timeout: PATIENCE }).toBe('Hi')
    await here.ask()
    await listOver(page)
    await page.keyboard.type(shortcut)
    await marks(page, new RegExp(`^/${shortcut}`))
    await page.keyboard.press('Enter')
    await listIsGone(page)
  }

  describe.each(EDITORS)('%s', (editor) => {
    const hasCaret = !WITHOUT_CARET[name]?.includes(editor)

    test('takes a template once and whole, selects what is to be filled in, and undoes it', async () => {
      await insert(editor, 'two-lines')
      const written = 'HiFirstlineSecondlineLast[amount]end'
      await expect.poll(() => text(editor), { timeout: PATIENCE }).toBe(written)
      // A person needs longer: the editor has been told where the caret is.
      await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 200)))
      await page.keyboard.type('@')
      await expect
        .poll(() => text(editor), { timeout: PATIENCE })
        .toBe(hasCaret ? written.replace('[amount]', '@') : `${written}@`)
      await expect
        .poll(
          async () => {
            await control('z')
            return text(editor)
          },
          { timeout: PATIENCE },
        )
        .not.toContain('Secondline')
      await call(editor, 'leave')
    })

    test('has the caret where the template wants it, and a space before it', async () => {
      await insert(editor, 'with-caret', 'Hi')
      await expect.poll(() => text(editor), { timeout: PATIENCE }).toBe('HiDearfriend')
      if (hasCaret) expect(String(await call(editor, 'text'))).toMatch(/Hi\sDear/)
      await page.waitForFunction(() => new Promise((done) => setTimeout(() => done(true), 200)))
      await page.keyboard.type('@')
      await expect
        .poll(() => text(editor), { timeout: PATIENCE })
        .toBe(hasCaret ? 'HiDear@friend' : 'HiDearfriend@')
      await call(editor, 'leave')
    })
  })

  test('what takes nothing is told of, and the template is on the clipboard', async () => {
    await page.bringToFront()
    await call('refusing', 'enter')
    await here.ask()
    await listOver(page)
    await page.keyboard.type('two-lines')
    await marks(page, /^\/two-lines/)
    await page.keyboard.press('Enter')
    await listIsGone(page)
    await expect.poll(here.notified, { timeout: PATIENCE }).toHaveLength(1)
    expect(await text('refusing')).toBe('Mine')
    // Pasted by the browser itself, into a field that takes everything.
    await page.evaluate(`document.querySelector('#textarea').value = ''`)
    await page.focus('#textarea')
    await page.keyboard.down('Control')
    await page.keyboard.press('v')
    await page.keyboard.up('Control')
    await expect
      .poll(() => text('textarea'), { timeout: PATIENCE })
      .toBe('FirstlineSecondlineLast[amount]end')
  })

  test('no browser reported an error', () => {
    expect(here.browser.errors.unforeseen).toEqual([])
  })
})

/** Editors make other spaces and lines of those they are given. */
function letters(written: string): string {
  return written.replace(/[\s\u200b\ufeff]+/g, '')
}
