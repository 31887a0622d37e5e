import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { png } from '../acceptance/support/files.ts'
import { Customer } from './support/customer.ts'
import { NARROW, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { Panel } from './support/panel.ts'
import { aria, fill, PATIENCE, press, sees } from './support/screen.ts'
import { goWhereKeysCommand } from './support/single-keys.ts'
import { startWorld, type World } from './support/world.ts'

/** Pastes a picture into the message box, as a screenshot tool leaves it on the clipboard. */
async function pastePicture(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.$eval(
    'textarea',
    (box, file) => {
      const clipboard = new DataTransfer()
      const content = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0))
      clipboard.items.add(new File([content], file.name, { type: 'image/png' }))
      const event = { clipboardData: clipboard, bubbles: true, cancelable: true }
      box.dispatchEvent(new ClipboardEvent('paste', event))
    },
    { name, base64: bytes.toString('base64') },
  )
}

/** Waits until a picture is drawn, and answers how large it is. */
async function drawn(page: Page, picture: string): Promise<[number, number]> {
  const found = await page.waitForFunction(
    (selector) => {
      const image = document.querySelector(selector)
      const there = image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0
      return there ? [image.naturalWidth, image.naturalHeight] : null
    },
    { timeout: PATIENCE },
    picture,
  )
  const [width = 0, height = 0] = (await found.jsonValue()) ?? []
  return [width, height]
}

describe.each(['chromium', 'firefox'] as const)('files in %s', (name) => {
  let world: World
  let folder: string
  let browsers: ExtensionBrowser[]
  let rina: Panel
  let customer: Customer

  /** Chooses a file by the button's chooser. */
  async function choose(
    page: Page,
    file: string,
    content: Buffer | string,
    within = '',
  ): Promise<void> {
    const path = join(folder, file)
    await writeFile(path, content)
    const input = await page.waitForSelector(`${within} input[type=file]`)
    await (await input?.toElement('input'))?.uploadFile(path)
  }

  beforeAll(async () => {
    world = await startWorld()
    folder = await mkdtemp(join(tmpdir(), 'baton-e2e-files-'))
    browsers = await Promise.all([launchBrowser(name), launchBrowser(name, { extension: false })])
    const [agents, customers] = browsers
    if (!agents || !customers) throw new Error('A browser is missing.')
    rina = new Panel(await agents.openPanel(NARROW))
    customer = new Customer(await customers.openPage(`${world.url}/chat?team=demo`))
    await rina.signInAs('Rina', world.url)
    await customer.write('The cup is broken.')
    await rina.open('The cup is broken.')
    await rina.takeOver()
    await rina.holds()
  })
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await world.end()
    await rm(folder, { recursive: true })
  })

  test('a picture that the agent pastes is seen by the customer', async () => {
    // Firefox takes files out of a clipboard that a script made.
    if (name === 'chromium') await pastePicture(rina.page, 'label.png', png(64, 48))
    else await choose(rina.page, 'label.png', png(64, 48))
    await rina.page.waitForSelector('[data-test=draft-file]', { timeout: PATIENCE })
    await rina.page.focus('textarea')
    await rina.page.keyboard.press('Enter')
    expect(await drawn(customer.page, 'article img[alt="Picture label.png"]')).toEqual([64, 48])
    expect(await drawn(rina.page, '[data-test=bubble] img[alt="Picture label.png"]')).toEqual([
      ...[64, 48],
    ])
    await rina.page.waitForSelector('[data-test=draft-file]', { hidden: true, timeout: PATIENCE })
  })

  test('it opens large, by keyboard, and gives the focus back', async () => {
    const open = aria('button', 'Open picture label.png')
    await rina.page.focus(open)
    await rina.page.keyboard.press('Enter')
    await drawn(rina.page, '[role=dialog] img')
    await rina.page.keyboard.press('Escape')
    await rina.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
    const focused = () => document.activeElement?.getAttribute('aria-label')
    await rina.page.waitForFunction(
      (label) => document.activeElement?.getAttribute('aria-label') === label,
      { timeout: PATIENCE },
      'Open picture label.png',
    )
    expect(await rina.page.evaluate(focused)).toBe('Open picture label.png')
  })

  test('a file that the customer sends is a card in the panel', async () => {
    await choose(customer.page, 'receipt.csv', 'item;price\ncup;12\n')
    await customer.page.waitForSelector(aria('button', 'Remove receipt.csv'), { timeout: PATIENCE })
    await press(customer.page, 'button', 'Send')
    await rina.page.waitForSelector('[data-test=file-card]', { timeout: PATIENCE })
    await sees(rina.page, 'receipt.csv')
    await rina.page.waitForSelector(aria('button', 'Save receipt.csv'), { timeout: PATIENCE })
  })

  test('what cannot be sent is said before anything is uploaded', async () => {
    await choose(rina.page, 'page.html', '<script>alert(1)</script>')
    await sees(rina.page, 'page.html is not of a type that your team allows')
    expect(await rina.page.$('[data-test=draft-file]')).toBeNull()
  })

  test('a picture of a template goes out with each message made of it', async () => {
    const { page } = rina
    await goWhereKeysCommand(page)
    await page.keyboard.down('Shift')
    await page.keyboard.press('M')
    await page.keyboard.up('Shift')
    await press(page, 'button', 'New template')
    await fill(page, 'textbox', 'Shortcut', 'way')
    await choose(page, 'way.png', png(50, 20), '[role=dialog]')
    await page.waitForSelector('[role=dialog] [data-test=draft-file]', { timeout: PATIENCE })
    await press(page, 'button', 'Save')
    await sees(page, 'Saved')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
    await rina.type('/way')
    await page.waitForSelector('[role=option]', { timeout: PATIENCE })
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-test=draft-file]', { timeout: PATIENCE })
    await page.keyboard.press('Enter')
    expect(await drawn(customer.page, 'article img[alt="Picture way.png"]')).toEqual([50, 20])
    await page.waitForSelector('[data-test=draft-file]', { hidden: true, timeout: PATIENCE })
  })

  test('tall pictures that are sent stay in sight: there is nothing to jump to', async () => {
    for (const name of ['tall.png', 'taller.png']) {
      await choose(rina.page, name, png(120, 480))
      await rina.page.waitForSelector('[data-test=draft-file]', { timeout: PATIENCE })
      await rina.type(`Here is ${name}`)
      await rina.page.keyboard.press('Enter')
      await rina.page.waitForSelector('[data-test=draft-file]', { hidden: true, timeout: PATIENCE })
      await drawn(customer.page, `article img[alt="Picture ${name}"]`)
      await rina.hasWritten(`Here is ${name}`)
      // Asked for anew each time: once it is stored, another element shows it.
      const inSight = async () =>
        (await rina.page.$(`[data-test=bubble] [title="${name}"]`))?.isIntersectingViewport({
          threshold: 1,
        })
      await expect.poll(inSight, { timeout: PATIENCE }).toBe(true)
      const toLatest = '[role=region][aria-label=Messages] ~ button'
      await rina.page.waitForSelector(toLatest, { hidden: true, timeout: PATIENCE })
    }
  })

  test('no browser reported an error', () => {
    expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
  })
})
