// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { badgeOf } from '../../composables/list-view.ts'
import { aConversation, ME, SARI } from '../../tests/support/rows.ts'
import StatusBadge from './StatusBadge.vue'

const MINUTE = 60_000
const NOW = 100 * MINUTE

test.each([
  [{ state: 'ai' as const }, 'AI Active'],
  [{ state: 'waiting' as const, waitingSince: NOW - 4 * MINUTE }, 'Waiting 4m'],
  [{ state: 'human' as const, ownerId: ME }, 'Handled by You'],
  [{ state: 'human' as const, ownerId: SARI }, 'Handled by Other · Sari'],
  [{ state: 'resolved' as const }, 'Resolved'],
])('a conversation %o has the badge "%s"', (fields, label) => {
  const badge = badgeOf(aConversation(fields), ME, NOW, {
    ownerName: fields.state === 'human' ? 'Sari Wijaya' : null,
    ownerOffline: false,
  })
  expect(mount(StatusBadge, { props: badge }).text()).toBe(label)
})

test('of an owner who is gone the badge says so', () => {
  const theirs = aConversation({ state: 'human', ownerId: SARI })
  const badge = badgeOf(theirs, ME, NOW, { ownerName: 'Sari Wijaya', ownerOffline: true })
  expect(badge.label).toBe('Handled by Other · Sari (offline)')
})
