// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import Dexie from 'dexie'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useAction } from '../../composables/actions/actions.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { usePlace } from '../../stores/place.ts'
import { aConversation, anAccount } from '../../tests/support/rows.ts'
import CommandPalette from './CommandPalette.vue'

const scope = effectScope()
beforeEach(() => {
  setActivePinia(createPinia())
  answerAsks({
    'search:conversations': () => Promise.resolve({ ok: true, data: { rows: [], more: false } }),
  })
  scope.run(
    inWorld(() => {
      for (const id of ['search', 'settings'] as const) useAction(id, () => null)
    }),
  )
})
afterEach(() => {
  vi.restoreAllMocks()
})

async function arrives(name: string) {
  const conversation = aConversation()
  const customer = { ...conversation.customer, name }
  await putConversations(db, [{ ...conversation, customer }])
  return conversation.id
}
const marked = () =>
  document.querySelector('[role=option][data-highlighted]')?.textContent.trim() ?? ''
const shown = () => document.body.textContent

function press(key: string) {
  document
    .querySelector('[role=combobox]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}

/** The palette with this typed into it. */
async function typed(text: string) {
  const view = mount(CommandPalette, {
    props: { account: anAccount() },
    attachTo: document.body,
  })
  const fieldNow = () => document.querySelector<HTMLInputElement>('[role=combobox]')
  await expect.poll(fieldNow).not.toBeNull()
  const field = fieldNow()
  if (!field) throw new Error('The palette has lost its field.')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return view
}

test('a name and Enter in one breath open who is called so, though it is not looked for yet', async () => {
  const id = await arrives('Quirina Zobel')
  const looked = Promise.withResolvers<undefined>()
  const read = db.conversations.bulkGet.bind(db.conversations)
  vi.spyOn(db.conversations, 'bulkGet').mockImplementation((ids) =>
    Dexie.Promise.resolve(looked.promise).then(() => read([...ids])),
  )
  const view = await typed('quirina')
  await expect.poll(marked).toContain('Search everywhere for “quirina”')
  press('Enter')
  expect(view.emitted('close')).toBeUndefined()
  looked.resolve(undefined)
  await expect.poll(() => view.emitted('close')?.length).toBe(1)
  const [run] = view.emitted('close')?.[0] ?? []
  if (typeof run !== 'function') throw new Error('Nothing was chosen.')
  run()
  expect(usePlace().selectedId).toBe(id)
  view.unmount()
  await flushPromises()
})

test('what arrives leaves the mark on the line one went to, and else on the first', async () => {
  const view = await typed('seti')
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
