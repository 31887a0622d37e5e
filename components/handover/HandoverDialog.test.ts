// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { anAgent } from '../../tests/support/rows.ts'
import AgentSelect from './AgentSelect.vue'
import HandoverDialog from './HandoverDialog.vue'

const sari = anAgent({ name: 'Sari Wijaya' })
const tomi = anAgent({ name: 'Tomi Berg', presence: 'away' })

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

async function dialog(
  agents = [sari, tomi],
  unanswered: string[] = [],
  returnsAfterMs: number | null = 300_000,
  tellsBot = false,
) {
  const view = mount(HandoverDialog, {
    props: {
      agents: agents.map((agent) => ({ agent, holds: 2 })),
      ...{ returnsAfterMs, unanswered, tellsBot, busy: false, error: '' },
    },
    attachTo: document.body,
  })
  mounted = view
  await flushPromises()
  const shown = () => document.querySelector<HTMLElement>('[role=dialog]')
  const byText = (selector: string, text: string) =>
    [...(shown()?.querySelectorAll<HTMLElement>(selector) ?? [])].find((element) =>
      element.textContent.includes(text),
    )
  return {
    view,
    text: () => shown()?.textContent ?? '',
    choose: async (text: string) => {
      byText('[role=radio]', text)?.click()
      await flushPromises()
    },
    write: async (note: string) => {
      const box = shown()?.querySelector('textarea')
      if (box) box.value = note
      box?.dispatchEvent(new Event('input'))
      await flushPromises()
    },
    submit: async () => {
      shown()
        ?.querySelector('form')
        ?.dispatchEvent(new Event('submit', { cancelable: true }))
      await flushPromises()
    },
    pick: async (id: string) => {
      mounted?.getComponent(AgentSelect).vm.$emit('update:modelValue', id)
      await flushPromises()
    },
    cancel: async () => {
      byText('button', 'Cancel')?.click()
      await flushPromises()
    },
  }
}

test('it offers the AI agent and another agent, in these words', async () => {
  const { text } = await dialog()
  expect(text()).toContain('Handover to AI Agent')
  expect(text()).toContain('Transfer to Another Agent')
})

test('a handover to the AI carries the note', async () => {
  const { view, write, submit } = await dialog()
  await write(' Refund was sent. ')
  await submit()
  expect(view.emitted('submit')).toEqual([
    [{ toAgentId: null, note: 'Refund was sent.', answerEarlier: false, promised: [] }],
  ])
})

test('what nobody answered is shown, and answered by the AI only if the agent says so', async () => {
  const { view, text, submit, choose } = await dialog([sari], ['Is it blue?', 'Hello?'])
  expect(text()).toMatch(/Not answered yet.*Is it blue\?.*Hello\?/s)
  await submit()
  document.querySelector<HTMLInputElement>('[role=dialog] input[type=checkbox]')?.click()
  await submit()
  // A colleague sees for themselves.
  await choose('Transfer to Another Agent')
  expect(text()).not.toContain('Not answered yet')
  await submit()
  expect(view.emitted('submit')).toEqual([
    [{ toAgentId: null, note: '', answerEarlier: false, promised: [] }],
    [{ toAgentId: null, note: '', answerEarlier: true, promised: [] }],
    [{ toAgentId: sari.id, note: '', answerEarlier: false, promised: [] }],
  ])
})

test('letters typed on the choice are the note; the space chooses', async () => {
  await dialog()
  const radio = document.querySelector<HTMLElement>('[role=dialog] [role=radio]')
  const type = (key: string, init: KeyboardEventInit = {}) => {
    radio?.focus()
    radio?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }))
    return document.activeElement?.tagName
  }
  expect(type(' ')).toBe('BUTTON')
  expect(type('c', { ctrlKey: true })).toBe('BUTTON')
  expect(type('S')).toBe('TEXTAREA')
})

test('letters typed on the choice of a colleague are the note as well', async () => {
  const { view, choose, write, submit } = await dialog()
  await choose('Transfer to Another Agent')
  document
    .querySelector('[role=radiogroup]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'K', bubbles: true }))
  // The letter is typed where the focus is by then.
  expect(document.activeElement?.tagName).toBe('TEXTAREA')
  await write('Knows the order number')
  await submit()
  expect(view.emitted('submit')).toEqual([
    [{ toAgentId: sari.id, note: 'Knows the order number', answerEarlier: false, promised: [] }],
  ])
})

test('a transfer goes to the first available agent unless another is chosen', async () => {
  const { view, choose, submit, text } = await dialog()
  await choose('Transfer to Another Agent')
  expect(text()).toContain('Sari Wijaya')
  expect(text()).toContain('2 open')
  await submit()
  expect(view.emitted('submit')).toEqual([
    [{ toAgentId: sari.id, note: '', answerEarlier: false, promised: [] }],
  ])
})

const offline = anAgent({ name: 'Budi Raharjo', presence: 'offline' })

test.each([
  [300_000, /Budi is offline\. Unless they accept within 5 minutes, it comes back to you/],
  [null, /Budi is offline\. It stays with them until they are back/],
])('who is offline is warned of before, with what will happen after %s ms', async (ms, words) => {
  const { choose, pick, text, submit, view } = await dialog([sari, tomi, offline], [], ms)
  await choose('Transfer to Another Agent')
  expect(text()).not.toContain('is offline')
  await pick(offline.id)
  expect(text()).toMatch(words)
  await pick(tomi.id)
  expect(text()).not.toContain('is offline')
  await pick(offline.id)
  // It is a warning, not a refusal.
  await submit()
  expect(view.emitted('submit')).toEqual([
    [{ toAgentId: offline.id, note: '', answerEarlier: false, promised: [] }],
  ])
})

test('without anybody chosen it says so and asks nothing', async () => {
  const { view, choose, submit, text } = await dialog([tomi])
  await choose('Transfer to Another Agent')
  await submit()
  expect(view.emitted('submit')).toBeUndefined()
  expect(text()).toContain('Choose the agent who gets this conversation.')
})

test('what went wrong is shown inside, and the note stays', async () => {
  const { view, write, text } = await dialog()
  await write('Careful, she is upset.')
  await view.setProps({ error: 'Sari has left the team. Choose somebody else.' })
  expect(text()).toContain('Sari has left the team. Choose somebody else.')
  expect(document.querySelector('[role=dialog] textarea')).toHaveProperty(
    'value',
    'Careful, she is upset.',
  )
})

test('Cancel closes it and asks nothing', async () => {
  const { view, cancel } = await dialog()
  await cancel()
  expect(view.emitted('close')).toBeDefined()
  expect(view.emitted('submit')).toBeUndefined()
})

test('a bot of somebody else’s is told what was promised, a line each; the own AI is not asked for', async () => {
  expect((await dialog()).text()).not.toContain('Promised to the customer')
  mounted?.unmount()
  const { view, text, submit, choose } = await dialog([sari], [], 300_000, true)
  const box = [...document.querySelectorAll<HTMLTextAreaElement>('[role=dialog] textarea')][1]
  const promise = async (words: string) => {
    if (box) box.value = words
    box?.dispatchEvent(new Event('input'))
    await flushPromises()
    await submit()
  }
  await promise(' A voucher\n\nAn answer by Friday ')
  expect(view.emitted('submit')?.[0]).toMatchObject([
    { promised: ['A voucher', 'An answer by Friday'] },
  ])
  await promise('x'.repeat(201))
  expect(text()).toContain('At most 10 lines of 200 characters.')
  expect(view.emitted('submit')).toHaveLength(1)
  await choose('Transfer to Another Agent')
  expect(text()).not.toContain('Promised to the customer')
})
