// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import type { PaletteEntry } from './entries.ts'
import PaletteRow from './PaletteRow.vue'

beforeEach(() => setActivePinia(createPinia()))

function iconOf(entry: Partial<PaletteEntry>): string {
  const row = mount(PaletteRow, {
    props: {
      marked: new Set<number>(),
      entry: {
        key: 'some',
        kind: 'action',
        title: 'Some',
        more: '',
        detail: '',
        blocked: '',
        run: () => undefined,
        ...entry,
      },
    },
  })
  return row.get('svg').html()
}

test('an action has the icon that menus give it', () => {
  expect(iconOf({ action: 'resolve' })).toContain('lucide-circle-check')
  expect(iconOf({ action: 'signOut' })).toContain('lucide-log-out')
})

test('what is no action has the icon of its kind', () => {
  expect(iconOf({ kind: 'conversation' })).toContain('lucide-message-square')
  expect(iconOf({ kind: 'setting' })).toContain('lucide-settings')
})
