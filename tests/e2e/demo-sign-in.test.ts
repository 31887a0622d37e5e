import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInPanel } from '../../scripts/sign-in-panel.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { axeViolations } from './support/axe.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// How a newcomer comes in: by one press, and with a colleague in a second window, as `npm start -- --two` opens it.

const [, SARI] = DEMO_PEOPLE
let world: World
let mine: ChromiumBrowser
let hers: ChromiumBrowser

beforeAll(async () => {
  world = await startWorld()
  mine = await launchChromium()
  hers = await launchChromium()
})
afterAll(async () => {
  await mine.close()
  await hers.close()
  await world.end()
})

test('one press signs in to the demo; a colleague is signed in by the command itself', async () => {
  const panel = await mine.openPanel()
  await signInPanel(panel, world.url)
  await sees(panel, 'A demo server')
  expect(await axeViolations(panel)).toEqual([])
  await press(panel, 'button', 'Sign in to the demo')
  await sees(panel, 'Connected')

  const second = await hers.openPanel()
  await signInPanel(second, world.url, SARI)
  await sees(second, 'Connected')
  const held = (page: typeof panel) =>
    page.$$eval('[data-conversation-row]', (rows) =>
      rows.map(({ textContent }) => textContent).filter((text) => text.includes('Handled by You')),
    )
  await expect.poll(() => held(panel)).not.toEqual([])
  await expect.poll(() => held(second)).not.toEqual(await held(panel))
  // Signed in, it is left as it is.
  await signInPanel(second, world.url, DEMO_PEOPLE[0])
  await sees(second, 'Connected')
})

test('no browser reported an error', () => {
  expect([...mine.errors.unforeseen, ...hers.errors.unforeseen]).toEqual([])
})
