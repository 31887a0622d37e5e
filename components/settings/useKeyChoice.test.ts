import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { usePreferences } from '../../stores/preferences.ts'
import { useKeyChoice } from './useKeyChoice.ts'

beforeEach(async () => {
  setActivePinia(createPinia())
  let stored: unknown
  await usePreferences().keepIn({
    load: () => Promise.resolve(stored),
    save: (preferences) => Promise.resolve(void (stored = preferences)),
    onChange: () => undefined,
  })
})

const kept = () => usePreferences().now.keys

test('a free key is given without a word', async () => {
  const { objection, choose, all } = useKeyChoice()
  expect(objection('resolve', 'v')).toBeNull()
  await choose('resolve', 'v')
  expect(all.value.keyOf.get('resolve')).toBe('v')
  expect(all.value.actionOf.has('e')).toBe(false)
})

test('a key of another action is told, and is taken from it when it is chosen all the same', async () => {
  const { objection, choose, all } = useKeyChoice()
  expect(objection('resolve', 't')).toEqual({ why: 'used', by: 'takeOver' })
  await choose('resolve', 't')
  expect(all.value.keyOf.get('resolve')).toBe('t')
  expect(all.value.keyOf.has('takeOver')).toBe(false)
})

test.each(['Mod+w', 'Tab', 'Enter', 'Mod+Shift+N', 'F5'])('%s stays with the browser', (stroke) => {
  expect(useKeyChoice().objection('resolve', stroke)).toEqual({ why: 'browser' })
})

test('an action may have no key at all', async () => {
  const { choose, all } = useKeyChoice()
  await choose('resolve', null)
  expect(all.value.keyOf.has('resolve')).toBe(false)
})

test('given back, the delivered key is taken from who had got it, and nothing is kept', async () => {
  const { choose, reset, all } = useKeyChoice()
  await choose('resolve', 't')
  await reset('takeOver')
  expect(all.value.keyOf.get('takeOver')).toBe('t')
  expect(kept()).toEqual({ resolve: null })
  await reset('resolve')
  expect(kept()).toEqual({})
})

test('all are given back at once', async () => {
  const { choose, resetAll, changed } = useKeyChoice()
  await choose('resolve', 'v')
  expect(changed.value).toBe(true)
  await resetAll()
  expect(changed.value).toBe(false)
})
