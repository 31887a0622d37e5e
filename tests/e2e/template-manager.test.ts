import type { KeyInput, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { aria, fill, PATIENCE, press, sees } from './support/screen.ts'
import { goWhereKeysCommand } from './support/single-keys.ts'
import { startWorld, type World } from './support/world.ts'

// The manager of templates, by keyboard where hands are on it anyway; and two agents at one template.

/** By a customer, in the demo. */
const SAID = 'Thanks, that fixed the login.'

let world: World
let browsers: ChromiumBrowser[]
let rina: Panel
let dimas: Panel

beforeAll(async () => {
  world = await startWorld()
  const [one, two] = await Promise.all([launchChromium(), launchChromium({ dark: true })])
  browsers = [one, two]
  rina = new Panel(await one.openPanel())
  dimas = new Panel(await two.openPanel(WIDE))
  await Promise.all([rina.signInAs('Rina', world.url), dimas.signInAs('Dimas', world.url)])
  await rina.open('Maria Wong')
  await rina.holds()
})
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await world.end()
})

async function withKey({ page }: Panel, held: KeyInput, key: KeyInput): Promise<void> {
  await page.keyboard.down(held)
  await page.keyboard.press(key)
  await page.keyboard.up(held)
}

/** Opens the manager by its key, from outside any field; it begins in the search. */
async function openManager(panel: Panel): Promise<void> {
  await goWhereKeysCommand(panel.page)
  await withKey(panel, 'Shift', 'M')
  await panel.page.waitForSelector('[role=dialog] input[type=search]:focus', { timeout: PATIENCE })
}
async function openTemplate({ page }: Panel, shortcut: string): Promise<void> {
  await fill(page, 'searchbox', 'Search templates', shortcut)
  const row = `[role=dialog] [data-template-row] ::-p-text(/${shortcut})`
  await page.locator(row).setTimeout(PATIENCE).click()
  await page.waitForSelector(aria('textbox', 'Text'), { timeout: PATIENCE })
}
const closed = ({ page }: Panel) =>
  page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })

const shortcuts = (page: Page) =>
  page.$$eval('[data-template-row]', (rows) => rows.map(({ textContent }) => textContent))
const body = (page: Page) => page.$eval('[role=dialog] textarea', ({ value }) => value)
const preview = (page: Page) =>
  page.$eval('[data-test=preview-text]', ({ textContent }) => textContent)

test('a template is written by keyboard, seen with a real customer, and saved', async () => {
  const { page } = rina
  await openManager(rina)
  expect(await axeViolations(page)).toEqual([])
  await page.focus(aria('button', 'New template'))
  await page.keyboard.press('Enter')
  await page.waitForSelector(aria('textbox', 'Shortcut'), { timeout: PATIENCE })
  await page.waitForSelector('[placeholder=refund-sent]:focus', { timeout: PATIENCE })
  await page.keyboard.type('parcel')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Parcel sent')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Hi {{customer.first_nmae}}, sent {{date+1d}}.')
  await sees(page, 'Did you mean {{customer.first_name}}?')
  expect(await axeViolations(page)).toEqual([])
  await press(page, 'button', 'Use it')
  await expect.poll(() => preview(page), { timeout: PATIENCE }).toContain('Hi Maria, sent')
  await withKey(rina, 'Control', 's')
  await sees(page, 'Saved')
  await page.keyboard.press('Escape')
  await expect
    .poll(() => shortcuts(page), { timeout: PATIENCE })
    .toContainEqual(expect.stringContaining('/parcel'))
  await page.keyboard.press('Escape')
  await closed(rina)
})

test('it is found in the picker, and fills itself', async () => {
  await rina.type('/parc')
  await rina.page.waitForSelector('[data-test=template-picker] [role=option]', {
    timeout: PATIENCE,
  })
  await rina.page.keyboard.press('Enter')
  await expect
    .poll(() => rina.page.$eval('textarea', ({ value }) => value), { timeout: PATIENCE })
    .toContain('Hi Maria, sent')
})

test('what is changed and not saved is asked about before it is left', async () => {
  const { page } = rina
  await openManager(rina)
  await page.keyboard.type('parcel')
  await page.keyboard.press('ArrowDown')
  await page.waitForSelector('[data-template-row]:focus', { timeout: PATIENCE })
  await page.keyboard.press('Enter')
  await page.waitForSelector(aria('textbox', 'Text'), { timeout: PATIENCE })
  await page.focus(aria('textbox', 'Text'))
  await withKey(rina, 'Control', 'End')
  await page.keyboard.type(' Bye!')
  await page.keyboard.press('Escape')
  await page.waitForSelector('[role=alertdialog]', { timeout: PATIENCE })
  await page.locator(`[role=alertdialog] ${aria('button', 'Save')}`).click()
  await page.waitForSelector('[data-template-row]:focus', { timeout: PATIENCE })
  expect((await shortcuts(page))[0]).toContain('Bye!')
})

test('a deleted one comes back with Undo', async () => {
  const { page } = rina
  await page.keyboard.press('Delete')
  await sees(page, '/parcel is deleted')
  await expect.poll(() => shortcuts(page), { timeout: PATIENCE }).toEqual([])
  await press(page, 'button', 'Undo')
  await page.waitForSelector('[data-template-row]:focus', { timeout: PATIENCE })
  expect((await shortcuts(page))[0]).toContain('Bye!')
})

test('two agents change one template: the second sees both and chooses, and the team has it at once', async () => {
  await openManager(dimas)
  await Promise.all([openTemplate(dimas, 'great-news'), openTemplate(rina, 'great-news')])
  await fill(rina.page, 'textbox', 'Text', 'Rina was here.')
  await sees(rina.page, 'Unsaved changes')
  await fill(dimas.page, 'textbox', 'Text', 'Dimas was here.')
  await withKey(dimas, 'Control', 's')
  await sees(rina.page, 'Dimas Pratama changed this template while you were writing.')
  await withKey(rina, 'Control', 's')
  await rina.page.waitForSelector('[data-test=conflict]', { timeout: PATIENCE })
  expect(await axeViolations(rina.page)).toEqual([])
  await press(rina.page, 'button', 'Keep yours')
  await expect.poll(() => body(dimas.page), { timeout: PATIENCE }).toBe('Rina was here.')
})

test('the history says who wrote what, and brings a version back', async () => {
  const { page } = dimas
  await press(page, 'button', 'More for this template')
  await press(page, 'menuitem', 'History')
  await page.waitForFunction(() => document.querySelectorAll('[data-test=version]').length === 3, {
    timeout: PATIENCE,
  })
  expect(await axeViolations(page)).toEqual([])
  await page.locator(`[data-test=version]:nth-of-type(2) ::-p-text(Restore)`).click()
  await expect.poll(() => body(rina.page), { timeout: PATIENCE }).toBe('Dimas was here.')
})

test('a message becomes a new template with its text', async () => {
  const { page } = rina
  await page.keyboard.press('Escape')
  await page.waitForSelector('[data-template-row]', { timeout: PATIENCE })
  await page.keyboard.press('Escape')
  await closed(rina)
  // One that is stored: the bubble of one on its way is another once it is.
  await page.evaluate((text) => {
    const said = [...document.querySelectorAll('[role=article]')].find(({ textContent }) =>
      textContent.includes(text),
    )
    said?.querySelector<HTMLElement>('[data-message-actions]')?.click()
  }, SAID)
  await press(page, 'menuitem', 'Save as template')
  await sees(page, 'New template')
  await expect.poll(() => body(page).catch(() => ''), { timeout: PATIENCE }).toBe(SAID)
})

test("where only admins write the team's, others read them and make them their own", async () => {
  await dimas.page.keyboard.press('Escape')
  await dimas.page.waitForSelector(aria('textbox', 'Text'), { hidden: true, timeout: PATIENCE })
  await dimas.page.keyboard.press('Escape')
  await closed(dimas)
  await press(dimas.page, 'button', 'Menu')
  await press(dimas.page, 'menuitem', 'Settings')
  await press(dimas.page, 'tab', 'Team')
  await press(dimas.page, 'radio', 'Only admins')
  await press(dimas.page, 'button', 'Save')
  await sees(dimas.page, 'Saved for the whole team.')
  const { page } = rina
  await page.keyboard.press('Escape')
  await page
    .locator(`[role=alertdialog] ${aria('button', 'Discard')}`)
    .setTimeout(PATIENCE)
    .click()
  await openTemplate(rina, 'green-plan')
  await page.waitForSelector('[data-test=read-only]', { timeout: PATIENCE })
  expect(await page.$('[data-test=save-bar]')).toBeNull()
  await press(page, 'button', 'Duplicate it to your own')
  await sees(page, '/green-plan-2')
  await withKey(rina, 'Control', 's')
  await sees(page, 'Saved')
  await sees(page, 'Personal · changed just now')
})

test('no browser reported an error', () => {
  expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
})
