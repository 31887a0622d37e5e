import { afterAll, beforeAll, expect, test } from 'vitest'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// What people get wrong, or what goes wrong around them: each is said where it happened, and what was typed
// is kept.

let world: World
let rinas: ChromiumBrowser
let saris: ChromiumBrowser
let rina: Panel
let sari: Panel

beforeAll(async () => {
  world = await startWorld()
  rinas = await launchChromium()
  saris = await launchChromium()
  // A refused sign-in answers with a status that Chromium prints as an error.
  rinas.errors.foresee(/status of 401|ERR_CONNECTION_REFUSED|ERR_NAME_NOT_RESOLVED/)
  rina = new Panel(await rinas.openPanel())
  sari = new Panel(await saris.openPanel(WIDE))
})

afterAll(async () => {
  await Promise.all([rinas.close(), saris.close()])
  await world.end()
})

function valueOf(panel: Panel, selector: string): Promise<string> {
  return panel.page.$eval(selector, (field) =>
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
  )
}

test('an address where no server answers is said, and the typing is kept', async () => {
  await rina.signIn('http://127.0.0.1:9', 'rina@nusa.example', 'rina-demo-2026')
  await sees(rina.page, /no .*server|not .*reach/i)
  expect(await valueOf(rina, 'input[type=password]')).toBe('rina-demo-2026')
})

test('a wrong password is said', async () => {
  await rina.signIn(world.url, 'rina@nusa.example', 'not the password')
  await sees(rina.page, /do not match/)
  expect(await valueOf(rina, 'input[type=email]')).toBe('rina@nusa.example')
})

test('with the right ones one is in', async () => {
  await rina.signInAs('Rina', world.url)
  await sari.signInAs('Sari', world.url)
})

test('a message that is too long is not sent, and kept', async () => {
  await rina.open('Maria Wong')
  const text = 'long '.repeat(MESSAGE_TEXT_MAX / 5 + 1)
  await rina.page.locator('textarea').fill(text)
  await rina.page.focus('textarea')
  await rina.page.keyboard.press('Enter')
  await sees(rina.page, /8,000 are the most/)
  expect(await valueOf(rina, 'textarea')).toBe(text)
})

test('a second take-over learns who was faster, and nothing else happens', async () => {
  await rina.open('Ana Putri')
  await sari.open('Ana Putri')
  // Pressed in the same instant, before either panel can learn of the other.
  const buttons = await Promise.all([rina, sari].map((panel) => panel.takeOverButton()))
  await Promise.all(buttons.map((button) => button.evaluate((element) => element.click())))
  const lost = /took this conversation a moment ago/
  await expect
    .poll(
      async () => {
        const texts = await Promise.all(
          [rina, sari].map(({ page }) => page.$eval('body', (b) => b.innerText)),
        )
        return texts.filter((text) => lost.test(text)).length
      },
      { timeout: 20_000 },
    )
    .toBe(1)
})

test('no browser reported an error', () => {
  expect([...rinas.errors.unforeseen, ...saris.errors.unforeseen]).toEqual([])
})
