import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Panel } from './support/panel.ts'
import { fill, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Two agents, each in a browser of their own: a conversation goes over, comes back with a word, and goes again.

const CUSTOMER = 'Maria Wong'
const NOTICE = '[data-test=transfer-notice]'

let world: World
let browsers: ChromiumBrowser[]
let rina: Panel
let sari: Panel

beforeAll(async () => {
  world = await startWorld()
  const [one, two] = await Promise.all([launchChromium(), launchChromium()])
  browsers = [one, two]
  rina = new Panel(await one.openPanel())
  sari = new Panel(await two.openPanel({ width: 1200, height: 680 }))
  await Promise.all([rina.signInAs('Rina', world.url), sari.signInAs('Sari', world.url)])
  await rina.open(CUSTOMER)
  await rina.holds()
})

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await world.end()
})

/** Waits until the open conversation is a colleague's: in the list others of theirs may stand. */
async function heldBy(firstName: string, { page }: Panel): Promise<void> {
  const badge = `header ::-p-text(Handled by Other · ${firstName})`
  await page.waitForSelector(badge, { timeout: PATIENCE })
}

/** Waits until the open conversation has no notice about a transfer. */
async function withoutNotice({ page }: Panel): Promise<void> {
  await page.waitForSelector(NOTICE, { hidden: true, timeout: PATIENCE })
}

test('the colleague is told who gives the conversation to her, and with what note', async () => {
  await rina.transferTo('Sari Wijaya', 'Her parcel is in Bandung.')
  // The button that had opened the dialog has gone with the conversation.
  await rina.page.waitForFunction(() => document.activeElement?.matches('section[tabindex="-1"]'))
  await sari.open(CUSTOMER)
  await sees(sari.page, 'Rina transferred this to you')
  await sees(sari.page, 'Her parcel is in Bandung.')
  await sari.holds()
  await heldBy('Sari', rina)
})

test('declined with a word, it is back with who gave it, who reads why', async () => {
  await press(sari.page, 'button', 'Decline')
  await fill(sari.page, 'textbox', 'A word for Rina (optional)', 'My shift ends now.')
  await sari.page.keyboard.press('Enter')
  await sees(rina.page, 'Sari gave this conversation back')
  await sees(rina.page, 'My shift ends now.')
  await rina.holds()
  await heldBy('Rina', sari)
  await withoutNotice(sari)
})

test('given again and accepted, it stays, and the notice goes on both sides', async () => {
  await rina.transferTo('Sari Wijaya', 'Please, it is about your order.')
  await sees(sari.page, 'Please, it is about your order.')
  await press(sari.page, 'button', 'Accept')
  await withoutNotice(sari)
  await sari.holds()
  await withoutNotice(rina)
  await heldBy('Sari', rina)
  expect(await rina.page.$('textarea')).toBeNull()
})

test('who does not hold it may leave a note, and nothing but a note', async () => {
  await sees(rina.page, 'Sari is answering.')
  await press(rina.page, 'button', 'Note')
  await fill(rina.page, 'textbox', 'Note for the team', 'She called twice.')
  expect(await rina.page.$('[aria-label="Other ways to send"]')).toBeNull()
  await rina.page.keyboard.press('Enter')
  await sees(sari.page, 'She called twice.')
  await sees(sari.page, 'Note by Rina')
  // Done, it closes; the key opens it again.
  await rina.page.waitForSelector('textarea', { hidden: true, timeout: PATIENCE })
  await rina.page.keyboard.press('n')
  await rina.page.waitForSelector('textarea[aria-label="Note for the team"]:focus', {
    timeout: PATIENCE,
  })
})

test('no browser reported an error', () => {
  expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
})
