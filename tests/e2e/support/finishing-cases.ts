import { expect } from 'vitest'
import type { ActionId } from '../../../composables/actions/catalogue.ts'
import type { Panel } from './panel.ts'
import { PATIENCE, sees } from './screen.ts'

/** What the keys do by which an agent is done with a conversation, see `keyCases`. */
export function finishingCases(
  panel: Panel,
  does: {
    hit: (id: ActionId) => Promise<unknown>
    stroke: (id: ActionId) => Promise<unknown>
    title: () => Promise<string | null>
  },
) {
  const { hit, stroke, title } = does
  async function openMine() {
    await panel.open('Maria Wong')
    await expect.poll(title, { timeout: PATIENCE }).toBe('Maria Wong')
    await panel.holds()
  }
  return {
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
