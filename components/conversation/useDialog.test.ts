// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { effectScope } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { useDialog } from './useDialog.ts'

test('a dialog belongs to its conversation, and goes with it', () => {
  setActivePinia(createPinia())
  const place = usePlace()
  const scopes = [effectScope(true), effectScope(true)] as const
  const one = scopes[0].run(() => useDialog('one'))
  const two = scopes[1].run(() => useDialog('two'))
  if (!one || !two) throw new Error('A scope has ended.')
  one.value = 'handover'
  expect(place.view).toEqual({
    kind: 'conversation-dialog',
    conversationId: 'one',
    dialog: 'handover',
  })
  expect([one.value, two.value]).toEqual(['handover', null])
  // Another conversation that goes takes nothing with it.
  two.value = null
  scopes[1].stop()
  expect(one.value).toBe('handover')
  scopes[0].stop()
  expect(place.view).toEqual({ kind: 'inbox' })
})
