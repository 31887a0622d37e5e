// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAction } from '../../composables/actions/actions.ts'
import { background } from '../../composables/background.ts'
import { speakFully } from '../../composables/i18n.ts'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { db } from '../../db/database.ts'
import { aConversation, anAccount } from '../../tests/support/rows.ts'
import CommandPalette from './CommandPalette.vue'

const scope = effectScope()
beforeEach(async () => {
  setActivePinia(createPinia())
  await speakFully()
  vi.spyOn(background, 'searchConversations').mockResolvedValue({
    ok: true,
    data: { rows: [], more: false },
  })
  scope.run(() => {
    for (const id of ['search', 'settings'] as const) useAction(id, () => null)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function arrives(name: string) {
  const conversation = aConversation()
  const customer = { ...conversation.customer, name }
  await putConversations(db, [{ ...conversation, customer }])
}
const marked = () =>
  document.querySelector('[role=option][data-highlighted]')?.textContent.trim() ?? ''
const shown = () => document.body.textContent

function press(key: string) {
  document
    .querySelector('[role=combobox]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

test('what arrives leaves the mark on the line one went to, and else on the first', async () => {
  const view = mount(CommandPalette, {
    props: { account: anAccount() },
    attachTo: document.body,
  })
  const fieldNow = () => document.querySelector<HTMLInputElement>('[role=combobox]')
  await expect.poll(fieldNow).not.toBeNull()
  const field = fieldNow()
  if (!field) throw new Error('The palette has lost its field.')
  field.value = 'seti'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await expect.poll(shown).toContain('Search everywhere for “seti”')
  await arrives('Setia Dewi')
  await expect.poll(shown).toContain('Setia Dewi')
  await expect.poll(marked).toContain('Setia Dewi')
  press('End')
  await expect.poll(marked).toContain('Search everywhere')
  await arrives('Setiawan')
  await expect.poll(shown).toContain('Setiawan')
  expect(marked()).toContain('Search everywhere')
  view.unmount()
  await flushPromises()
})
