// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { useAction } from '../actions/actions.ts'
import { actionEntries, blockedNow } from './entries.ts'

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
