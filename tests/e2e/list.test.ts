import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { aria, PATIENCE, press, screenText, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
let browser: ChromiumBrowser
let panel: Panel

beforeAll(async () => {
  world = await startWorld()
  browser = await launchChromium()
  panel = new Panel(await browser.openPanel({ width: 360, height: 680 }))
  await panel.signInAs('Rina', world.url)
  await sees(panel.page, 'Ana Putri')
})

afterAll(async () => {
  await browser.close()
  await world.end()
})

const marked = () =>
  panel.page.$$eval('[data-test=hit] mark', (marks) => marks.map(({ textContent }) => textContent))

test('what was said is found, shown with its marked letters, and opened', async () => {
  const { page } = panel
  await page.type(aria('searchbox', 'Search conversations'), 'fixed the LOG')
  await sees(page, '1 conversation found')
  expect(await marked()).toEqual(['fixed', 'the', 'log'])
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.textContent.includes('Maria Wong'))
  await page.keyboard.press('Enter')
  await page.waitForSelector('header h2', { timeout: PATIENCE })
  await sees(page, 'Handled by You')
  // It is found: the list behind it is whole again.
  await press(page, 'button', 'Show the list')
  await sees(page, 'Ana Putri')
})

test('an agent is chosen, and only what they hold is shown', async () => {
  const { page } = panel
  await press(page, 'button', 'By agent')
  await (await page.waitForSelector('[role=menuitemradio] ::-p-text(Sari Wijaya)'))?.click()
  await sees(page, 'Sari Wijaya 3')
  await page.waitForFunction(
    () => document.querySelectorAll('[data-conversation-row] [data-test=badge]').length === 3,
  )
  expect(await screenText(page)).not.toContain('Ana Putri')
  // The choice outlives the panel.
  await page.reload()
  await press(page, 'button', 'Show the list')
  await sees(page, 'Sari Wijaya 3')
  await page.focus('[data-conversation-row]')
  await page.keyboard.press('1')
  await sees(page, 'Ana Putri')
})

test('a tag is chosen by keys, narrows every filter, and one button takes it back', async () => {
  const { page } = panel
  await page.focus('[aria-label="By tag"]')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[role=menuitemradio] ::-p-text(sign-in)', { timeout: PATIENCE })
  // A menu goes to the item whose first letters are typed.
  await page.keyboard.type('sign')
  await page.waitForFunction(() => document.activeElement?.textContent.trim() === 'sign-in')
  await page.keyboard.press('Enter')
  await sees(page, 'All 1')
  const text = await screenText(page)
  expect(text).toContain('Maria Wong')
  expect(text).not.toContain('Budi Santoso')
  await press(page, 'button', 'Waiting 0')
  await sees(page, 'Nothing here is tagged “sign-in”')
  await press(page, 'button', 'Show all')
  await sees(page, 'Budi Santoso')
  await page.waitForFunction(() => document.activeElement?.matches('[data-conversation-row]'))
  await page.keyboard.press('1')
})

test('several are chosen by keys and resolved at once, and what came of it is said', async () => {
  const { page } = panel
  const resolved = Number(/Resolved (\d+)/.exec(await screenText(page))?.[1])
  await page.waitForFunction(() => document.activeElement?.matches('[data-conversation-row]'))
  await page.keyboard.press('Home')
  await page.waitForFunction(() => document.activeElement?.textContent.includes('Budi Santoso'))
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.waitForFunction(() => document.activeElement?.textContent.includes('Ana Putri'))
  await page.keyboard.press('x')
  await sees(page, '2 selected')
  await press(page, 'button', 'Resolve')
  await sees(page, '2 resolved')
  await sees(page, 'Waiting 0')
  await sees(page, `Resolved ${resolved + 2}`)
})

test('without a server the copy is searched, and that no more was is said', async () => {
  const { page } = panel
  await world.goAway()
  await sees(page, 'Offline')
  await page.type(aria('searchbox', 'Search conversations'), 'login')
  await sees(page, 'You are offline, so older messages on the server were not searched.')
  expect(await marked()).toContain('login')
})

test('the browser reported no error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})
