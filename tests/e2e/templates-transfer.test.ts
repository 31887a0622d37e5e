import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations, OF_WHOLE_PAGES } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// A file of another program comes in, is looked at, and what it became goes out again.

let world: World
let browser: ChromiumBrowser
let panel: Panel
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-transfer-'))
  world = await startWorld()
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel(WIDE))
  await panel.signInAs('Rina', world.url)
  const session = await panel.page.createCDPSession()
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
  await panel.page.keyboard.down('Shift')
  await panel.page.keyboard.press('M')
  await panel.page.keyboard.up('Shift')
  await panel.page.waitForSelector('[data-test=template-manager]', { timeout: PATIENCE })
})

afterAll(async () => {
  await browser.close()
  await world.end()
  await rm(folder, { recursive: true })
})

async function openTransfer(item: string) {
  await press(panel.page, 'button', 'Import and export')
  await press(panel.page, 'menuitem', item)
  await panel.page.waitForSelector('[data-test=transfer]', { timeout: PATIENCE })
}

async function choose(name: string, text: string) {
  const path = join(folder, name)
  await writeFile(path, text)
  const input = await panel.page.waitForSelector('[data-test=transfer] input[type=file]')
  await (await input?.toElement('input'))?.uploadFile(path)
}

/** A file that the browser has finished saving. */
async function saved(name: RegExp): Promise<string> {
  const find = async () => (await readdir(folder)).find((one) => name.test(one)) ?? ''
  await expect.poll(find, { timeout: PATIENCE }).not.toBe('')
  return readFile(join(folder, await find()), 'utf8')
}

test('what is no list of templates is refused, and why is said', async () => {
  await openTransfer('Import templates…')
  await choose('broken.json', '[{"short_code":"a","cont')
  await sees(panel.page, '“broken.json” is JSON that breaks off')
})

test("Chatwoot's canned responses are looked at first, then stored and on the server", async () => {
  await choose(
    'chatwoot.json',
    JSON.stringify([
      { short_code: 'Canned Hello', content: 'Hi {{contact.name}}, canned for you.' },
      { short_code: 'great-news', content: 'Other news' },
      { short_code: 'long', content: 'x'.repeat(7_000) },
    ]),
  )
  await sees(panel.page, 'chatwoot.json: 3 rows (Chatwoot)')
  await sees(panel.page, '{{contact.name}} became {{customer.name}}')
  await sees(panel.page, 'Its text has 7,000 characters; 6,000 are the most.')
  expect(await axeViolations(panel.page, OF_WHOLE_PAGES)).toEqual([])
  await press(panel.page, 'radio', 'Keep both')
  await press(panel.page, 'button', 'Import 2 templates')
  await sees(panel.page, '2 templates were imported.')
  await press(panel.page, 'button', 'Download report')
  expect(await saved(/^baton-import.*csv$/)).toContain('great-news-2')
  await press(panel.page, 'button', 'Close')
  await sees(panel.page, '/canned-hello')
})

test('what was exported is known again, and nothing of it is stored twice', async () => {
  await openTransfer('Export templates…')
  await press(panel.page, 'button', 'Export 17 templates')
  const text = await saved(/^baton-templates-.*json$/)
  expect(text).toContain('Hi {{customer.name}}, canned for you.')
  await openTransfer('Import templates…')
  await choose('again.json', text)
  await sees(panel.page, 'again.json: 17 rows (Baton)')
  await sees(panel.page, 'It is there already, word for word.')
  await sees(panel.page, 'Nothing to import')
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
