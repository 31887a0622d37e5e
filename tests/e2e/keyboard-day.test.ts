import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { WIDE, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// What an agent does in a day, with no mouse at all: nothing here clicks, and nothing here puts the focus anywhere.
describe.each(['chromium', 'firefox'] as const)('a working day by keyboard alone in %s', (name) => {
  let world: World
  let browser: ExtensionBrowser
  let panel: Panel

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchBrowser(name)
    panel = new Panel(await browser.openPanel(WIDE))
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  const keys = () => panel.page.keyboard
  const focusIsOn = (selector: string) =>
    panel.page.waitForSelector(`${selector}:focus`, { timeout: PATIENCE })
  const title = () => panel.page.$eval('header h2', (heading) => heading.textContent)
  /** Esc leaves the message box for the list; single keys act from there. */
  async function leaveTheBox() {
    await keys().press('Escape')
    await focusIsOn('[data-conversation-row]')
  }

  test('signs in', async () => {
    const [rina] = DEMO_PEOPLE
    await focusIsOn('input[type=url]')
    await keys().type(world.url)
    await keys().press('Tab')
    await keys().type(rina.email)
    await keys().press('Tab')
    await keys().type(rina.password)
    await keys().press('Enter')
    await sees(panel.page, 'Connected')
    await sees(panel.page, 'Budi Santoso')
  })

  test('finds who waits longest and takes over', async () => {
    await keys().type('w')
    await sees(panel.page, 'The AI has paused. Take over to reply.')
    expect(await title()).toBe('Budi Santoso')
    await keys().type('t')
    await panel.holds()
    await focusIsOn('textarea')
  })

  test('answers with a template', async () => {
    await keys().type('/greet')
    await sees(panel.page, '/greeting')
    await keys().press('Enter')
    const written = () =>
      panel.page.$eval('textarea', (box) => (box instanceof HTMLTextAreaElement ? box.value : ''))
    await expect.poll(written, { timeout: PATIENCE }).toContain('this is Rina')
    await keys().press('Enter')
    await expect
      .poll(() => panel.messagesWith('this is Rina'), { timeout: PATIENCE })
      .toBeGreaterThan(0)
  })

  test('writes a note', async () => {
    await leaveTheBox()
    await keys().type('n')
    await focusIsOn('textarea[aria-label="Note for the team"]')
    await keys().type('Called the bank')
    await keys().press('Enter')
    await expect.poll(() => panel.messagesWith('Called the bank'), { timeout: PATIENCE }).toBe(1)
  })

  test('hands over to the AI agent', async () => {
    await leaveTheBox()
    await keys().type('h')
    await focusIsOn('[role=radio]')
    // Past the choice and the note, past Cancel.
    for (const stop of ['textarea', 'button', 'button[type=submit]']) {
      await keys().press('Tab')
      await focusIsOn(`[role=dialog] ${stop}`)
    }
    await keys().press('Enter')
    await sees(panel.page, 'The AI agent is back in this conversation')
    await panel.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  })

  test('takes the next one and resolves it', async () => {
    await keys().type('w')
    await sees(panel.page, 'The AI has paused. Take over to reply.')
    await keys().type('t')
    await panel.holds()
    await focusIsOn('textarea')
    // Its row has found its new place: what waited is now mine.
    await sees(panel.page, 'Waiting 0')
    await leaveTheBox()
    await keys().type('e')
    await sees(panel.page, 'Resolved. It opens again')
  })

  test('searches', async () => {
    await keys().type('/')
    await focusIsOn('input[type=search]')
    await keys().type('Maria')
    await expect
      .poll(() => panel.page.$$eval('[data-conversation-row]', ({ length }) => length), {
        timeout: PATIENCE,
      })
      .toBe(1)
    await keys().press('Enter')
    await focusIsOn('[data-conversation-row]')
    await keys().press('Enter')
    await expect.poll(title, { timeout: PATIENCE }).toBe('Maria Wong')
  })

  test('changes a setting by the palette', async () => {
    await keys().down('Control')
    await keys().press('k')
    await keys().up('Control')
    await focusIsOn('[role=combobox]')
    await keys().type('>rows')
    await sees(panel.page, 'Switch between comfortable and compact rows')
    await keys().press('Enter')
    await panel.page.waitForSelector('html[data-density=compact]', { timeout: PATIENCE })
  })

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
