import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { Colleague } from './support/colleague.ts'
import { Customer } from './support/customer.ts'
import type { ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { aria, PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// What a customer sees who has not written yet.

describe.each(['chromium', 'firefox'] as const)('the first screen in %s', (name) => {
  let world: World
  let browser: ExtensionBrowser
  let admin: Colleague

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchBrowser(name, { extension: false })
    admin = await Colleague.signIn('Dimas', world.url)
  })
  afterAll(async () => {
    admin.leave()
    await browser.close()
    await world.end()
  })

  const openChat = async () =>
    new Customer(await browser.openPage(`${world.url}/chat?team=demo`, { width: 320, height: 640 }))

  test('greets as the team does, and asks what it suggests with one press', async () => {
    const long = `Is ${'there a very long question '.repeat(3)}?`
    await admin.changeTeam({
      greeting: 'Welcome to Nusa <b>Goods</b>',
      suggestedQuestions: ['How long does a refund take?', long],
    })
    const { page } = await openChat()
    await sees(page, 'Welcome to Nusa <b>Goods</b>')
    expect(await axeViolations(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(320)

    await page.type('textarea', 'Something of my own')
    await (await page.waitForSelector(aria('button', 'How long does a refund take?')))?.click()
    await sees(page, '5 to 7 working days')
    // It has gone with the first message, and what was in the box has stayed.
    expect(await page.$(aria('button', 'How long does a refund take?'))).toBeNull()
    const box = () =>
      page.$eval('textarea', (one) => [one.value, document.activeElement === one] as const)
    await expect.poll(box, { timeout: PATIENCE }).toEqual(['Something of my own', true])
    await page.close()
  })

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
