import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAUSE_MS } from '../../composables/actions/key-run.ts'
import { LONG, TEST_TIMEOUT } from '../faults/support/sizes.ts'
import { SEED } from '../support/seed.ts'
import { fc } from '../support/property.ts'
import { NARROW, WIDE, type ExtensionBrowser, type Size } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { Panel } from './support/panel.ts'
import { conversationsOf, draftsOf, outboxOf } from './support/panel-copy.ts'
import { aria, PATIENCE } from './support/screen.ts'
import { clickableSpots } from './support/spots.ts'
import { pressStroke } from './support/strokes.ts'
import { BOX, TypingDesk } from './support/typing-desk.ts'
import { startWorld, type World } from './support/world.ts'

// Words that are typed are words: in the message box as typed, or nowhere. Real keys, after real clicks. What fails prints
// the seed; `BATON_SEED` repeats it, and `npm run faults` tries ten times the cases.

const MINE = 'Budi Santoso'
const OTHER = 'Ana Putri'
/** Words as agents write them; every letter is some action's key. */
const WORDS = [
  ...['refund', 'refused', 'she', 'lies', 'about', 'the', 'bowls', 'Check', 'double', 'charge'],
  ...['with', 'billing', 'approved', 'do', 'not', 'tell', 'her', 'yet', 'jkw', 'RTE', '1st', '2,'],
  ...['what?', 'a/b', 'quick', 'zoom', '"ok"', 'café', 'x', 'You'],
]

/** A key that leads to another chat, and what is typed on. */
const BREATH = 'kCheck the double charge'
const MOST_TRIES = 6

/** `npm run faults` tries both sizes in both browsers. */
const PLACES = [
  ['chromium', NARROW],
  ['firefox', WIDE],
  ...(LONG
    ? ([
        ['chromium', WIDE],
        ['firefox', NARROW],
      ] as const)
    : []),
] as const

describe.each(PLACES)('words typed in %s, %o', (name, size: Size) => {
  let world: World
  let browser: ExtensionBrowser
  let panel: Panel
  let desk: TypingDesk

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchBrowser(name)
    panel = new Panel(await browser.openPanel(size))
    await panel.signInAs('Rina', world.url)
    desk = new TypingDesk(panel.page)
    await desk.watchKeys()
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  const keys = () => panel.page.keyboard
  async function openChat(customer: string) {
    await panel.open(customer)
    await expect.poll(() => desk.title(), { timeout: PATIENCE }).toBe(customer)
  }
  /** The chat with an empty box and nothing over it, the list as narrow as it gets. */
  async function startAnew() {
    const { page } = panel
    for (let tries = 0; tries < 4 && (await page.$('[data-dismissable-layer]')); tries += 1) {
      await keys().press('Escape')
      await desk.settle()
    }
    await (await page.$(aria('button', 'Cancel')))?.click()
    await (await page.$(aria('button', 'Clear the selection')))?.click()
    // A click may have led to the other chat, and the words into its box.
    if ((await desk.written()) !== '') await emptyTheBox()
    await openList()
    await press('Mine')
    await openChat(MINE)
    await page.waitForSelector(BOX, { timeout: PATIENCE })
    await emptyTheBox()
    await expect.poll(() => draftsOf(page), { timeout: PATIENCE }).toEqual([])
  }
  /** Presses a filter of the list. */
  async function press(filter: string) {
    await panel.page.$$eval(
      'button[aria-pressed]',
      (chips, wanted) => {
        chips.find(({ textContent }) => textContent.startsWith(wanted))?.click()
      },
      filter,
    )
  }
  async function emptyTheBox() {
    await panel.page.focus(BOX)
    await pressStroke(panel.page, 'Mod+a')
    await keys().press('Backspace')
    await expect.poll(() => desk.written(), { timeout: PATIENCE }).toBe('')
  }
  async function openList() {
    await (await panel.page.$(aria('button', 'Show the list')))?.click()
  }

  test('two conversations become mine', async () => {
    for (const customer of [OTHER, MINE]) {
      await openChat(customer)
      await panel.takeOver()
      await panel.holds()
    }
  })

  test('after a click on Note what is typed is a note, and nothing else happens', async () => {
    await startAnew()
    const before = await conversationsOf(panel.page)
    await panel.page.locator('button ::-p-text(Note)').click()
    await keys().type('refund refused, she lies about the bowls')
    expect(await desk.called()).toBe('Note for the team')
    expect(await desk.written()).toBe('refund refused, she lies about the bowls')
    await keys().press('Enter')
    await panel.hasWritten('she lies about the bowls')
    await expect
      .poll(() => panel.page.$$eval('[data-test=note-label]', (notes) => notes.length), {
        timeout: PATIENCE,
      })
      .toBeGreaterThan(0)
    const after = await conversationsOf(panel.page)
    expect(Object.keys(after).filter((key) => !sameBut(before[key], after[key]))).toEqual([])
    await panel.page.locator('button ::-p-text(Reply)').click()
  })

  test(
    'after any click whatever is typed is in the box as typed, or nowhere',
    { timeout: Math.max(300_000, TEST_TIMEOUT) },
    async () => {
      await startAnew()
      await expect.poll(() => outboxOf(panel.page), { timeout: PATIENCE }).toEqual([])
      const before = await conversationsOf(panel.page)
      const word = fc.constantFrom(...WORDS)
      const cases = fc.record({
        spot: fc.nat(),
        text: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
        paceMs: fc.constantFrom(0, 0, 12, 60, 150, 320),
        settled: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(cases, async ({ spot, text, paceMs, settled }) => {
          await startAnew()
          const spots = await clickableSpots(panel.page)
          const at = spots[spot % spots.length]
          if (!at) throw new Error('There is nothing to click.')
          await panel.page.mouse.click(at.x, at.y)
          await desk.settle()
          if (settled) await setTimeout(150)
          // A click may lead into a field: then the agent went there.
          if (await desk.isInAnotherField()) return
          const [stood, around, called] = [
            await desk.written(),
            await desk.elsewhere(),
            await desk.called(),
          ]
          const typedThere = await desk.withTyped(text)
          await keys().type(text, { delay: paceMs })
          await desk.settle()
          const now = await desk.written()
          expect([typedThere, stood], `clicked ${at.what}`).toContain(now)
          if (now !== stood) expect(await desk.called()).toBe(called)
          const note = await desk.noteOfDialog()
          if (note === null) expect(await desk.elsewhere(), `clicked ${at.what}`).toBe(around)
          else expect(['', text], `clicked ${at.what}`).toContain(note)
          const customer = await desk.title()
          const kept = () =>
            draftsOf(panel.page).then((all) => all.map((one) => [one.customer, one.text]))
          const expected = now === '' ? [] : [[customer, now]]
          await expect.poll(kept, { timeout: PATIENCE }).toEqual(expected)
          expect(await outboxOf(panel.page)).toEqual([])
          expect(await conversationsOf(panel.page), `clicked ${at.what}`).toEqual(before)
        }),
        { seed: SEED, numRuns: 5, endOnFailure: true },
      )
    },
  )

  test('what is typed while the palette comes is nobody’s, least of all the customer’s', async () => {
    await startAnew()
    await panel.page.focus(BOX)
    await keys().down('Control')
    await keys().press('k')
    await keys().up('Control')
    await keys().type('grace')
    await keys().press('Enter')
    // It may have been there in time to have all of it.
    const came = async () =>
      (await panel.page.$('[role=dialog] [role=combobox]:focus')) !== null ||
      (await desk.title()) !== MINE
    await expect.poll(came, { timeout: PATIENCE }).toBe(true)
    expect(await draftsOf(panel.page)).toEqual([])
    expect(await outboxOf(panel.page)).toEqual([])
  })

  test('Space presses a button that Tab led to, and is a word’s after a click', async () => {
    await startAnew()
    // A part that closes late gives the focus back to the box.
    const tabOn = async () => {
      await panel.page.focus(BOX)
      await keys().press('Tab')
      return panel.page.evaluate(() => document.activeElement?.tagName)
    }
    await expect.poll(tabOn, { timeout: PATIENCE }).toBe('BUTTON')
    await keys().press(' ')
    // The first of its tools puts a slash in.
    await expect.poll(() => desk.written(), { timeout: PATIENCE }).toBe('/')
  })

  test.each([0, 12, 150])(
    'a chat that a key led to takes nothing typed on in the same breath, at %i ms a key',
    async (delay) => {
      const { page } = panel
      // The row below the last of mine: the key leads up from there.
      const below = async () => {
        const rows = await page.$$eval('[data-conversation-row]', (all) =>
          all.map(({ textContent }) => textContent),
        )
        const last = rows.findLastIndex((text) => text.includes('Handled by You'))
        return last === -1 || last + 1 >= rows.length ? 0 : last + 1
      }
      /** Types it all with a key that leads to the chat of mine; tells how things stood before. */
      const typeInOneBreath = async () => {
        await startAnew()
        await openList()
        await press('All')
        await expect.poll(below, { timeout: PATIENCE }).toBeGreaterThan(1)
        await expect.poll(() => outboxOf(page), { timeout: PATIENCE }).toEqual([])
        const stood = await conversationsOf(page)
        await page.evaluate(
          (at) =>
            [...document.querySelectorAll<HTMLElement>('[data-conversation-row]')].at(at)?.click(),
          await below(),
        )
        await page.waitForSelector(BOX, { hidden: true, timeout: PATIENCE })
        await page.evaluate(() => {
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        })
        await keys().type(BREATH, { delay })
        await keys().press('Enter')
        await page.waitForSelector(`${BOX}:focus`, { timeout: PATIENCE })
        return stood
      }
      let before = await typeInOneBreath()
      // A machine that does much else may press its keys more slowly than it is told to: that is another breath.
      for (let tries = 1; (await desk.longestRest(BREATH.length)) >= PAUSE_MS; tries += 1) {
        if (tries === MOST_TRIES) throw new Error('This machine is too busy to type in one breath.')
        before = await typeInOneBreath()
      }
      expect(await desk.written()).toBe('')
      expect(await outboxOf(page)).toEqual([])
      expect(await conversationsOf(page)).toEqual(before)
      // What is typed now is for the one that is there.
      await keys().type('Hello')
      expect(await desk.written()).toBe('Hello')
    },
  )

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})

/** Whether a conversation is whose it was: what was said in it is counted behind that. */
function sameBut(before = '', after = ''): boolean {
  return before.split(' ').slice(0, 2).join(' ') === after.split(' ').slice(0, 2).join(' ')
}
