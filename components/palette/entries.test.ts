// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { aConversation, aMessage } from '../../db/testing/builders.ts'
import { actionEntries, blockedNow, conversationEntry, messageEntry } from './entries.ts'

beforeEach(() => setActivePinia(createPinia()))

/** The palette's actions while these three are possible and nothing else is. */
function firstOf(conversation: string): string[] {
  const scope = effectScope()
  return (
    scope.run(() => {
      for (const id of ['nextWaiting', 'resolve', 'settings'] as const) useAction(id, () => null)
      usePlace().selectedId = conversation
      const shown = actionEntries(blockedNow()).flatMap(({ action }) => action ?? [])
      scope.stop()
      return shown.slice(0, 3)
    }) ?? []
  )
}

test('what can be done with the open conversation stands before everything else', () => {
  expect(firstOf('some-id')).toEqual(['resolve', 'nextWaiting', 'settings'])
})

test('without one the order is that of the sheet of keys', () => {
  expect(firstOf('')).toEqual(['nextWaiting', 'resolve', 'settings'])
})

test('a guest is told from others by the page, which is no name to be found by', () => {
  const guest = aConversation(1, {
    customer: { id: 'c1', name: '', email: null },
    page: { url: 'https://shop.example/cart', title: 'Your cart' },
  })
  const entry = conversationEntry(guest)
  expect(entry.title).toMatch(/^Guest [A-Z]/)
  expect(entry.detail).toMatch(/^Your cart/)
  expect(`${entry.title} ${entry.more}`).not.toContain('cart')
  const found = messageEntry(aMessage(1, { text: 'Is it blue?' }), guest, ['blue'], 'me')
  expect(found.line?.map(({ text }) => text).join('')).toBe('Your cart · Is it blue?')
})
