import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WIDE, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

const PICKER = '[data-test=template-picker]'
const CHOICES = '[data-test=choices]'

// The keys of the picker where only a browser can tell: undo, focus, and what a reader is told.
describe.each(['chromium', 'firefox'] as const)('templates by keyboard in %s', (name) => {
  let world: World
  let browser: ExtensionBrowser
  let panel: Panel

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchBrowser(name)
    panel = new Panel(await browser.openPanel(WIDE))
    await panel.signInAs('Rina', world.url)
    await panel.open('Maria Wong')
    await panel.holds()
    await panel.page.waitForSelector('textarea:focus', { timeout: PATIENCE })
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  const keys = () => panel.page.keyboard
  const type = (text: string) => keys().type(text)
  async function pressed(...names: Parameters<ReturnType<typeof keys>['press']>[0][]) {
    for (const key of names) await keys().press(key)
  }
  async function withCtrl(key: 'a' | 'z') {
    await keys().down('Control')
    await keys().press(key)
    await keys().up('Control')
  }
  const box = () => panel.page.$eval('textarea:focus', ({ value }) => value).catch(() => null)
  const boxHolds = (text: string) => expect.poll(box, { timeout: PATIENCE }).toBe(text)
  /** What a screen reader reads: the option that the box points to. */
  const active = () =>
    panel.page.$eval('textarea', (field) => {
      const id = field.getAttribute('aria-activedescendant')
      return id === null ? null : (document.getElementById(id)?.textContent ?? '')
    })
  const activeIs = (text: string) =>
    expect.poll(active, { timeout: PATIENCE }).toEqual(expect.stringContaining(text))
  const selected = () =>
    panel.page.$eval('textarea', (field) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    )
  const selectedIs = (text: string) => expect.poll(selected, { timeout: PATIENCE }).toBe(text)
  const gone = (what: string) =>
    panel.page.waitForSelector(what, { hidden: true, timeout: PATIENCE })
  const there = (what: string) => panel.page.waitForSelector(what, { timeout: PATIENCE })
  async function emptied() {
    await withCtrl('a')
    await pressed('Delete')
    await boxHolds('')
  }

  test('a / in the middle of a text opens the list, and the keys move in it', async () => {
    await type('Good morning /')
    await there(`${PICKER} [role=option]`)
    // Those in sight.
    const order = await panel.page.$$eval(`${PICKER} [role=option]`, (options) =>
      options.map(({ textContent }) => textContent),
    )
    const at = (place: number) => activeIs(order[place] ?? 'nothing')
    expect(order.length).toBeGreaterThan(5)
    // Enter, Enter must not give the conversation away.
    expect(order[0]).not.toMatch(/\/back-to-ai|\/bye/)
    await at(0)
    await pressed('ArrowDown')
    await at(1)
    await pressed('End')
    await activeIs('/voucher')
    await pressed('ArrowDown')
    await at(0)
    await pressed('PageDown')
    await activeIs('/green-plan')
    await pressed('PageUp')
    await at(0)
    await pressed('End', 'Home', 'ArrowUp')
    await activeIs('/voucher')
  })

  test('Esc closes it, and text and focus stay as they were', async () => {
    await pressed('Escape')
    await gone(PICKER)
    await boxHolds('Good morning /')
    await emptied()
  })

  test('Enter puts the template in, and one Ctrl+Z brings back what was typed', async () => {
    await type('Hi. /gree')
    await activeIs('/greeting')
    await pressed('Enter')
    await expect.poll(box, { timeout: PATIENCE }).toMatch(/^Hi\. Hello Maria, this is Rina/)
    await type('!')
    await withCtrl('z')
    await expect.poll(box, { timeout: PATIENCE }).toMatch(/it now\.$/)
    await withCtrl('z')
    await boxHolds('Hi. /gree')
    await pressed('Escape')
    await emptied()
  })

  test('where nothing fits, Enter is left to the message', async () => {
    await type('/qqqq')
    await sees(panel.page, 'No template fits “qqqq”.')
    expect(await active()).toBeNull()
    await pressed('Enter')
    await expect.poll(() => panel.messagesWith('/qqqq'), { timeout: PATIENCE }).toBe(1)
    await boxHolds('')
  })

  test('a click picks, and the focus stays in the box', async () => {
    await type('/order-n')
    await activeIs('/order-number')
    await panel.page.locator(`${PICKER} [role=option]`).click()
    await expect.poll(box, { timeout: PATIENCE }).toContain('Could you send me the order number')
    await gone(PICKER)
    await emptied()
  })

  test('fields are stepped through with Tab; choices are taken from a list', async () => {
    await type('/vouch')
    await activeIs('/voucher')
    await pressed('Tab')
    await there(CHOICES)
    await selectedIs('[\u2063amount]')
    await activeIs('25 000')
    await pressed('ArrowDown')
    await activeIs('50 000')
    await pressed('Enter')
    await gone(CHOICES)
    await selectedIs('[\u2063code]')
    await pressed('Enter')
    await sees(panel.page, 'fill in “code” first')
    await selectedIs('[\u2063code]')
    await type('NUSA-50')
    await keys().down('Shift')
    await pressed('Tab')
    await keys().up('Shift')
    await selectedIs('50 000')
    await type('100')
    await activeIs('100 000')
    await pressed('Tab')
    await expect
      .poll(box, { timeout: PATIENCE })
      .toMatch(/voucher over Rp 100 000 for your next order: NUSA-50\.$/)
  })

  test('by sight only its brackets tell a field', async () => {
    const widths = await panel.page.evaluate(() =>
      ['[amount]', '[\u2063amount]'].map((shown) => {
        const line = document.createElement('span')
        line.textContent = shown
        document.body.append(line)
        const { width } = line.getBoundingClientRect()
        line.remove()
        return width
      }),
    )
    expect(widths[1]).toBe(widths[0])
  })

  // What is stored and read again is the same in either browser.
  if (name === 'chromium') {
    test('the box of a second panel has the same fields, with what there is to choose', async () => {
      const text = (await box()) ?? ''
      await withCtrl('a')
      await type('/vouch')
      await activeIs('/voucher')
      await pressed('Tab')
      await there(CHOICES)
      const first = panel
      panel = new Panel(await browser.openPanel(WIDE))
      await panel.open('Maria Wong')
      await panel.page.waitForSelector('textarea', { timeout: PATIENCE })
      await panel.page.focus('textarea')
      await expect.poll(box, { timeout: PATIENCE }).toMatch(/over Rp \[\u2063amount\] for/)
      await pressed('Tab')
      await selectedIs('[\u2063amount]')
      await there(CHOICES)
      await activeIs('25 000')
      await panel.page.close()
      panel = first
      await panel.page.bringToFront()
      await panel.page.focus('textarea')
      await withCtrl('a')
      await type(text)
      await boxHolds(text)
    })
  }

  test('what is done along with it is shown, can be left out, and is done', async () => {
    await sees(panel.page, 'tag voucher')
    await pressed('Enter')
    await expect.poll(() => panel.messagesWith('NUSA-50'), { timeout: PATIENCE }).toBe(1)
    await gone('[data-test=alongside]')
    await sees(panel.page, 'voucher')
    await type('/bye')
    await activeIs('/bye')
    await pressed('Enter')
    await sees(panel.page, 'then resolve')
    await press(panel.page, 'button', 'Leave out: then resolve')
    await gone('[data-test=alongside]')
    await panel.page.focus('textarea')
    await pressed('Enter')
    await expect
      .poll(() => panel.messagesWith('I am glad that this is solved'), { timeout: PATIENCE })
      .toBe(1)
    await panel.holds()
  })

  // Only Chromium lets a test compose as an input method does.
  if (name === 'chromium') {
    test('what is composed searches only once it is there, and nothing is picked by it', async () => {
      await type('/')
      await there(PICKER)
      const session = await panel.page.createCDPSession()
      const value = () => panel.page.$eval('textarea', (field) => field.value)
      await session.send('Input.imeSetComposition', {
        ...{ text: 'ねこ', selectionStart: 2, selectionEnd: 2 },
      })
      await expect.poll(value, { timeout: PATIENCE }).toBe('/ねこ')
      expect(
        await panel.page.$$eval(`${PICKER} [role=option]`, ({ length }) => length),
      ).toBeGreaterThan(1)
      await session.send('Input.insertText', { text: '猫' })
      await sees(panel.page, 'No template fits “猫”.')
      expect(await value()).toBe('/猫')
      await pressed('Escape')
      await emptied()
    })
  }

  test('for what the customer asked templates are suggested, one key each', async () => {
    await panel.open('Ana Putri')
    await panel.takeOver()
    await panel.holds()
    await there('[data-test=suggestions]')
    const [first] = await panel.page.$$eval('[data-test=suggestions] button', (chips) =>
      chips.map(({ title }) => title),
    )
    expect(first).toContain('(Alt+1)')
    await panel.page.waitForSelector('textarea:focus', { timeout: PATIENCE })
    await keys().down('Alt')
    await pressed('1')
    await keys().up('Alt')
    await expect.poll(box, { timeout: PATIENCE }).not.toBe('')
    await gone('[data-test=suggestions]')
    await emptied()
    await there('[data-test=suggestions]')
  })

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
