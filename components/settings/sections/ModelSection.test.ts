// @vitest-environment happy-dom
import type { ModelSetting, ModelTested } from '@baton/protocol/model.ts'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { answerAsks } from '../../../tests/support/answer-asks.ts'
import ModelSection from './ModelSection.vue'

const SETTING: ModelSetting = {
  ...{ maker: 'model', tokensPerMonth: 10_000, tokensPerTurn: 16_000, overBudget: 'human' },
  ...{ firstTokenMs: 20_000, idleMs: 15_000 },
  endpoint: { url: 'https://api.example.com/v1', model: 'small', key: { ending: '1234' } },
  operators: null,
  botId: null,
  bots: [],
  used: { tokens: 4_000, answers: 10 },
}
const FINE = { trouble: null, detail: '' }
const TESTED: ModelTested = {
  ...{ stream: FINE, json: FINE, embeddings: FINE, firstTokenMs: 420, wholeMs: 1_800 },
  tools: { trouble: 'refused', detail: '400: <b>no tools</b>' },
}

let mounted: VueWrapper | undefined
afterEach(() => {
  mounted?.unmount()
  vi.restoreAllMocks()
})

async function section(more: Partial<ModelSetting> = {}) {
  const set = vi.fn((_change: object) => Promise.resolve({ ok: true as const, data: {} }))
  answerAsks({
    'model:read': () => Promise.resolve({ ok: true, data: { ...SETTING, ...more } }),
    'model:set': set,
    'model:test': () => Promise.resolve({ ok: true, data: TESTED }),
  })
  const wrapper = mount(ModelSection, { attachTo: document.body })
  mounted = wrapper
  await flushPromises()
  const labelled = (label: string) => {
    const id = wrapper
      .findAll('label')
      .find((one) => one.text() === label)
      ?.attributes('for')
    return wrapper.get(`[id="${id}"]`)
  }
  const button = (name: string) => {
    const found = wrapper.findAll('button').find((one) => one.text() === name)
    if (!found) throw new Error(`There is no button ${name}.`)
    return found
  }
  const save = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  return { wrapper, set, labelled, button, save }
}

test('what is set is shown, but the key, of which only its ending is', async () => {
  const { wrapper, labelled } = await section()
  expect(labelled('Address').element).toHaveProperty('value', 'https://api.example.com/v1')
  expect(labelled('Key').element).toHaveProperty('value', '')
  expect(labelled('Key').attributes('type')).toBe('password')
  expect(wrapper.text()).toContain('It ends with 1234.')
  expect(wrapper.text()).toContain('4,000 tokens in 10 answers')
})

test('a key that was not touched is not sent, a new one and one to forget are', async () => {
  const { set, labelled, button, save } = await section()
  await save()
  expect(set.mock.lastCall?.[0]).not.toHaveProperty('key')
  await labelled('Key').setValue('sk-new')
  await save()
  expect(set.mock.lastCall?.[0]).toMatchObject({ key: 'sk-new' })
  expect(labelled('Key').element).toHaveProperty('value', '')
  await button('Forget the key').trigger('click')
  await save()
  expect(set.mock.lastCall?.[0]).toMatchObject({ key: null })
})

test.each([
  ['no address', 'Address', ''],
  ['an address of another kind', 'Address', 'ftp://example.com'],
  ['no model', 'Model', ''],
  ['too few tokens', 'Tokens for one answer', '5'],
])('%s is told before it is asked for', async (_what, label, value) => {
  const { wrapper, set, labelled, save } = await section()
  await labelled(label).setValue(value)
  await save()
  expect(set).not.toHaveBeenCalled()
  expect(wrapper.get('[role=alert]').text()).toContain('A value is missing')
})

test('a test says what works and, in words and in those of the endpoint, what does not', async () => {
  const { wrapper, labelled, button } = await section()
  await button('Test').trigger('click')
  await flushPromises()
  const told = wrapper.get('[data-test=model-tested]').text()
  expect(told).toContain('It refuses the request.')
  expect(told).toContain('400: <b>no tools</b>')
  expect(told).toContain('First word after 0.4 s, whole answer after 1.8 s.')
  await labelled('Model').setValue('large')
  expect(button('Test').attributes('disabled')).toBeDefined()
})

test('a bot of the team’s can be chosen, and has to be before it can answer', async () => {
  const id = '01990000-0000-7000-8000-000000000001'
  const { wrapper, set, save } = await section({ bots: [{ id, name: 'Kopi bot' }] })
  const choose = (name: string) =>
    wrapper
      .findAll('[role=radio]')
      .find((one) => one.text() === name)
      ?.trigger('click')
  await choose('Your own bot')
  expect(wrapper.text()).not.toContain('Tokens for one answer')
  await save()
  expect(set).not.toHaveBeenCalled()
  expect(wrapper.get('[role=alert]').text()).toContain('A bot has to be chosen.')
  await choose('Kopi bot')
  await save()
  expect(set.mock.lastCall?.[0]).toMatchObject({ maker: 'webhook', botId: id })
})

test('without a bot that has a webhook it is said how to get one', async () => {
  const { wrapper } = await section({ maker: 'webhook', botId: null })
  expect(wrapper.text()).toContain('No bot has a webhook yet.')
})

test('tokens that are used up are said, and who answers then', async () => {
  const { wrapper } = await section({ used: { tokens: 10_000, answers: 30 } })
  expect(wrapper.get('[role=alert]').text()).toContain('used up. A human is asked for')
})

test('a setting that cannot be read is asked for again', async () => {
  answerAsks({})
  mounted = mount(ModelSection, { attachTo: document.body })
  await flushPromises()
  expect(mounted.get('[role=alert]').text()).toContain('could not be read')
  answerAsks({ 'model:read': () => Promise.resolve({ ok: true, data: SETTING }) })
  await mounted.get('button').trigger('click')
  await flushPromises()
  expect(mounted.find('form').exists()).toBe(true)
})
