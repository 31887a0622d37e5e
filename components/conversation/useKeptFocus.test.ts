// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useKeptFocus } from './useKeptFocus.ts'

afterEach(() => document.body.replaceChildren())

/** A page with a place for the focus, a field, and a change that takes the field away or leaves it. */
async function changing({ goes }: { goes: boolean }): Promise<string> {
  document.body.innerHTML = '<section tabindex="-1"></section><input>'
  const [section, field] = [document.querySelector('section'), document.querySelector('input')]
  const mine = ref(true)
  const scope = effectScope()
  scope.run(() => useKeptFocus(() => section, [mine]))
  field?.focus()
  if (goes) {
    field?.blur()
    field?.remove()
  }
  mine.value = false
  await nextTick()
  vi.runAllTimers()
  scope.stop()
  return document.activeElement?.tagName ?? ''
}

test('when what had the focus goes with a change, the place around it gets it', async () => {
  vi.useFakeTimers()
  expect(await changing({ goes: true })).toBe('SECTION')
  vi.useRealTimers()
})

test('what stays keeps it', async () => {
  vi.useFakeTimers()
  expect(await changing({ goes: false })).toBe('INPUT')
  vi.useRealTimers()
})
