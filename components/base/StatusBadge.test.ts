// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { badgeOf } from '../../composables/words/list-view.ts'
import { aConversation, ME, SARI } from '../../tests/support/rows.ts'
import StatusBadge from './StatusBadge.vue'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = 100 * MINUTE

test.each([
  [{ state: 'ai' as const }, 'AI Active'],
  [{ state: 'waiting' as const, waitingSince: NOW - 4 * MINUTE }, 'Waiting 4m'],
  [{ state: 'human' as const, ownerId: ME }, 'Handled by You'],
  [{ state: 'human' as const, ownerId: SARI }, 'Handled by Other · Sari'],
  [{ state: 'resolved' as const }, 'Resolved'],
])('a conversation %o has the badge "%s"', (fields, label) => {
  const owner = { ownerName: fields.state === 'human' ? 'Sari Wijaya' : null, ownerOffline: false }
  const { tone, label: said } = badgeOf(aConversation(fields), ME, NOW, owner, HOUR)
  expect(mount(StatusBadge, { props: { tone, label: said } }).text()).toBe(label)
})

test('where there is no room a few letters are seen, and the whole is read', () => {
  const waiting = aConversation({ state: 'waiting', waitingSince: NOW - 4 * MINUTE })
  const nobody = { ownerName: null, ownerOffline: false }
  const view = mount(StatusBadge, { props: badgeOf(waiting, ME, NOW, nobody, HOUR) })
  expect(view.get('[aria-hidden]').text()).toBe('4m')
  expect(view.get('.sr-only').text()).toBe('Waiting 4m')
  expect(view.attributes('title')).toBe('Waiting 4m')
})

test('of an owner who is gone the badge says so', () => {
  const theirs = aConversation({ state: 'human', ownerId: SARI })
  const sari = { ownerName: 'Sari Wijaya', ownerOffline: true }
  const badge = badgeOf(theirs, ME, NOW, sari, HOUR)
  expect(badge.label).toBe('Handled by Other · Sari (offline)')
})
