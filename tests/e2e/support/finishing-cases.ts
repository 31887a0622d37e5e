import { expect } from 'vitest'
import type { ActionId } from '../../../composables/actions/catalogue.ts'
import type { Colleague } from './colleague.ts'
import type { Line } from './line.ts'
import { MirroringBot } from './mirroring-bot.ts'
import type { Panel } from './panel.ts'
import { PATIENCE, sees } from './screen.ts'
import { pressStroke } from './strokes.ts'

/** What the keys do by which an agent answers, or is done with a conversation, see `keyCases`. */
export function finishingCases(
  panel: Panel,
  does: {
    hit: (id: ActionId) => Promise<unknown>
    stroke: (id: ActionId) => Promise<unknown>
    title: () => Promise<string | null>
    written: () => Promise<string>
  },
  others: { dimas: Colleague; line: Line },
) {
  const { hit, stroke, title, written } = does
  async function openMine() {
    await panel.open('Maria Wong')
    await expect.poll(title, { timeout: PATIENCE }).toBe('Maria Wong')
    await panel.holds()
  }
  return {
    /** A bot's card proposes a reply: after taking over it goes into the box. */
    async suggestedReply() {
      const bot = await MirroringBot.start(others.dimas, others.line.url, 'order-4821')
      await bot.mirror({ id: 'c-17', name: 'Kira Novak' })
      await bot.hears('Can I change the colour?')
      const reply = 'Yes, until it is packed.'
      await bot.asksForHuman({ reason: 'unsure', summary: 'A colour', suggested_reply: reply })
      await panel.open('Kira Novak')
      await expect.poll(title, { timeout: PATIENCE }).toBe('Kira Novak')
      await panel.takeOver()
      await sees(panel.page, reply)
      await stroke('suggestedReply')
      await expect.poll(written, { timeout: PATIENCE }).toBe(reply)
      await pressStroke(panel.page, 'Mod+z')
      await expect.poll(written, { timeout: PATIENCE }).toBe('')
      await stroke('resolveNext')
      await expect.poll(title, { timeout: PATIENCE }).not.toBe('Kira Novak')
    },
    async resolveNext() {
      await panel.holds()
      const before = await title()
      await hit('resolveNext')
      await expect.poll(title, { timeout: PATIENCE }).not.toBe(before)
    },
    async sendNext() {
      await openMine()
      await panel.type('One moment, please.')
      await stroke('sendNext')
      await expect.poll(title, { timeout: PATIENCE }).not.toBe('Maria Wong')
    },
    async sendResolve() {
      await openMine()
      await sees(panel.page, 'One moment, please.')
      await panel.type('All done, goodbye!')
      await stroke('sendResolve')
      await sees(panel.page, 'All done, goodbye!')
      await sees(panel.page, 'Resolved. It opens again')
    },
  }
}
