// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { effectScope } from 'vue'
import { db } from '../../db/database.ts'
import { aConversation } from '../../tests/support/rows.ts'
import { useAction } from '../actions/actions.ts'
import { speak, speakFully } from '../i18n.ts'
import { usePalette } from './usePalette.ts'

const scope = effectScope()
beforeEach(async () => {
  setActivePinia(createPinia())
  await speakFully()
})
afterEach(() => speak('en'))

test('an open palette speaks the language that is chosen in another window, and keeps what was typed', async () => {
  await db.conversations.put(aConversation())
  const palette = scope.run(() => {
    useAction('settings', () => null)
    return usePalette(() => [])
  })
  const titles = () => palette?.found.value.map(({ item }) => item.title)
  await expect.poll(titles).toContain(aConversation().customer.name)
  expect(titles()).toContain('Settings')
  if (palette) palette.query.value = '>'
  await speak('id')
  expect(titles()).toContain('Pengaturan')
  expect(palette?.query.value).toBe('>')
})
