import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { aria, fill, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// An agent at work, and the team's admin, who looks on and sets a rule of the team's.

const CUSTOMER = 'Maria Wong'

let world: World
let browsers: ChromiumBrowser[]
let rina: Panel
let dimas: Panel

beforeAll(async () => {
  world = await startWorld()
  const [one, two] = await Promise.all([launchChromium(), launchChromium()])
  browsers = [one, two]
  rina = new Panel(await one.openPanel())
  dimas = new Panel(await two.openPanel({ width: 1200, height: 680 }))
  await Promise.all([rina.signInAs('Rina', world.url), dimas.signInAs('Dimas', world.url)])
  await rina.open(CUSTOMER)
  await rina.holds()
})

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await world.end()
})

/** Opens the team's settings. */
async function openTeamSettings({ page }: Panel): Promise<void> {
  await press(page, 'button', 'Menu')
  await press(page, 'menuitem', 'Settings')
  await press(page, 'tab', 'Team')
}

test("a colleague who opens the conversation is seen in its header, and gone once they've left", async () => {
  const face = 'header [data-test=viewers][aria-label="Dimas Pratama has this open"]'
  await fill(dimas.page, 'searchbox', 'Search conversations', CUSTOMER)
  await dimas.open(CUSTOMER)
  await rina.page.waitForSelector(face, { timeout: PATIENCE })
  await press(dimas.page, 'button', 'More actions')
  await press(dimas.page, 'menuitem', 'Close conversation')
  await rina.page.waitForSelector(face, { hidden: true, timeout: PATIENCE })
})

test('where the admin lets replies be taken back, one that was just sent comes back unsent', async () => {
  await openTeamSettings(dimas)
  await fill(dimas.page, 'spinbutton', 'Take back a reply within', '30')
  await press(dimas.page, 'button', 'Save')
  await sees(dimas.page, 'Saved for the whole team.')
  // Where she can only read it she sees that it has reached her.
  await openTeamSettings(rina)
  await rina.page.waitForFunction(
    () =>
      [...document.querySelectorAll('input[type=number]')].some(
        (field) =>
          field instanceof HTMLInputElement && field.matches(':disabled') && field.value === '30',
      ),
    { timeout: PATIENCE },
  )
  await press(rina.page, 'button', 'Close settings')
  await rina.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  await rina.type('Sent too soon')
  await rina.page.keyboard.press('Enter')
  await sees(rina.page, /Sends in \d+ s/)
  await press(rina.page, 'button', 'Undo')
  await rina.page.waitForFunction(
    () => document.querySelector('textarea')?.value === 'Sent too soon',
    { timeout: PATIENCE },
  )
  await expect.poll(() => rina.messagesWith('Sent too soon'), { timeout: PATIENCE }).toBe(0)
})

test('the admin takes the conversation from her once he has said so twice, and she reads who has it', async () => {
  await press(dimas.page, 'button', 'Close settings')
  await dimas.open(CUSTOMER)
  await dimas.takeOver()
  await sees(dimas.page, 'Take over from Rina Hartono?')
  await dimas.page.locator(`[role=alertdialog] ${aria('button', 'Take Over')}`).click()
  await dimas.page.waitForSelector('[role=alertdialog]', { hidden: true, timeout: PATIENCE })
  await dimas.holds()
  await sees(rina.page, 'Dimas is answering.')
  await sees(rina.page, 'Human agent (Dimas Pratama) has taken over this conversation')
  // Her message box has gone with the conversation: her keys still work.
  await rina.page.waitForFunction(() => document.activeElement !== document.body)
})

test('no browser reported an error', () => {
  expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
})
