import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations } from './support/axe.ts'
import { WIDE, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { MirroringBot } from './support/mirroring-bot.ts'
import { Panel } from './support/panel.ts'
import { fill, PATIENCE, press, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// A bot of somebody else's: an admin gives it a key in the panel, it mirrors its conversation, is watched, taken over,
// refused, and goes on with the note.
describe.each(['chromium', 'firefox'] as const)('a foreign bot and the panel in %s', (name) => {
  let world: World
  let browser: ExtensionBrowser
  let panel: Panel
  let bot: MirroringBot

  beforeAll(async () => {
    world = await startWorld()
    browser = await launchBrowser(name)
    panel = new Panel(await browser.openPanel(WIDE))
    await panel.signInAs('Dimas', world.url)
  })
  afterAll(async () => {
    await browser.close()
    await world.end()
  })

  async function openIntegrations() {
    await press(panel.page, 'button', 'Menu')
    await press(panel.page, 'menuitem', 'Integrations')
    await panel.page.waitForSelector('[data-test=integrations]', { timeout: PATIENCE })
  }
  async function closeIntegrations() {
    await press(panel.page, 'button', 'Close integrations')
    await panel.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  }

  test('an admin makes an integration and reads its key once', async () => {
    await openIntegrations()
    await sees(panel.page, 'Connect your own bot')
    expect(await axeViolations(panel.page)).toEqual([])
    await press(panel.page, 'button', 'New integration')
    await fill(panel.page, 'textbox', 'Name', 'Atlas bot')
    await press(panel.page, 'button', 'Create')
    await sees(panel.page, 'There is no key yet.')
    await press(panel.page, 'button', 'New key')
    await press(panel.page, 'button', 'Make the key')
    const key = await panel.page.waitForSelector('[data-test=shown-secret] code', {
      timeout: PATIENCE,
    })
    const secret = (await key?.evaluate(({ textContent }) => textContent)) ?? ''
    expect(secret).toMatch(/^bk_[\w-]{40,}$/)
    expect(await axeViolations(panel.page)).toEqual([])
    await press(panel.page, 'button', 'Done')
    await panel.page.waitForSelector('[data-test=shown-secret]', {
      hidden: true,
      timeout: PATIENCE,
    })
    await closeIntegrations()
    bot = new MirroringBot(world.url, secret, 'order-4821')
  })

  test('what it mirrors is watched, under its name', async () => {
    await bot.mirror({ id: 'c-17', name: 'Kira Novak' })
    await sees(panel.page, 'No messages yet')
    await bot.hears('Can I change the colour?')
    expect(await bot.says('Let me check that for you.', 0)).toBe('stored')
    await panel.open('Kira Novak')
    await sees(panel.page, 'Let me check that for you.')
    await panel.page.waitForSelector('header ::-p-text(Atlas bot)', { timeout: PATIENCE })
    expect(await axeViolations(panel.page)).toEqual([])
  })

  test('taken over, its late word is refused', async () => {
    await panel.takeOver()
    await panel.holds()
    await bot.readsUntil('conversation.taken_over')
    expect(await bot.says('Yes, in green and in blue.', 0)).toBe('not_yours')
  })

  test('what the agent answers it reads once, and after the hand-back the note', async () => {
    await panel.send('I have changed it to green.')
    await panel.handOverToAi('Offer her a voucher, too.')
    const { note, epoch = 0 } = await bot.readsUntil('conversation.returned')
    expect(note).toBe('Offer her a voucher, too.')
    expect(bot.wordsOfAgents()).toEqual(['I have changed it to green.'])
    expect(await bot.says('Here is a voucher for you.', epoch)).toBe('stored')
    await sees(panel.page, 'Here is a voucher for you.')
    expect(await panel.messagesWith('Yes, in green and in blue.')).toBe(0)
  })

  test('a revoked key opens nothing', async () => {
    await openIntegrations()
    await sees(panel.page, 'used now')
    await panel.page.locator('[data-test=keys] button').setTimeout(PATIENCE).click()
    await sees(panel.page, 'It stops working at once')
    await panel.page
      .locator('[role=alertdialog] button ::-p-text(Revoke)')
      .setTimeout(PATIENCE)
      .click()
    await sees(panel.page, 'There is no key yet.')
    await expect(bot.place()).rejects.toThrow('unauthorized')
    await closeIntegrations()
  })

  test('no browser reported an error', () => {
    expect(browser.errors.unforeseen).toEqual([])
  })
})
