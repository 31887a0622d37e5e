// @vitest-environment happy-dom
import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration, IntegrationKey } from '@baton/protocol/integration.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Connection } from '../../db/rows.ts'
import { speakFully } from '../../composables/words/i18n.ts'
import { usePlace } from '../../stores/place.ts'
import { TEAM } from '../../db/testing/builders.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { db, world } from '../../tests/support/panel-world.ts'
import { anAccount, anAgent, anId } from '../../tests/support/rows.ts'
import IntegrationsScreen from './IntegrationsScreen.vue'

const SECRET = 'bk_7Qd4xPq0rT8uVwYz1aB2cD3eF4gH5iJ6kL7mN8oP9qR'
const admin = anAccount({ agent: anAgent({ role: 'admin' }) })

let mounted: VueWrapper | undefined
/** What the server has; a `refusal` is its answer to every change. */
let server: { integrations: Integration[]; secret: string | null; refusal: AskFailure | null }

beforeEach(async () => {
  await speakFully()
  server = { integrations: [], secret: SECRET, refusal: null }
})
afterEach(() => {
  mounted?.unmount()
  vi.restoreAllMocks()
})

const aKey = (ending: string): IntegrationKey => ({
  ...{ id: anId(), ending, test: false, scopes: ['write'], madeAt: 0, lastUsedAt: null },
})
const anIntegration = (name: string, keys: IntegrationKey[] = []): Integration => ({
  ...{ id: anId(), name, kind: 'bot', madeAt: 0, keys },
  ...{ avatar: null, watchOnly: false, givesReceipts: false },
})

/** Does a change unless the server refuses it. */
function change<T>(run: () => T) {
  const error = server.refusal
  return Promise.resolve(
    error === null ? { ok: true as const, data: run() } : { ok: false as const, error },
  )
}
function ofKey(keyId: string) {
  const found = server.integrations.find(({ keys }) => keys.some(({ id }) => id === keyId))
  if (!found) throw new Error('There is no such key.')
  return found
}

async function screen(connection: Connection = { status: 'live' }) {
  answerAsks({
    'integrations:list': () =>
      Promise.resolve({ ok: true, data: { integrations: structuredClone(server.integrations) } }),
    'integration:make': ({ name, kind }) =>
      change(() => {
        const integration = { ...anIntegration(name), kind }
        server.integrations.push(integration)
        return { integration }
      }),
    'integration:remove': ({ integrationId }) =>
      change(() => {
        server.integrations = server.integrations.filter(({ id }) => id !== integrationId)
        return {}
      }),
    'integration:change': ({ integrationId, ...wanted }) =>
      change(() => {
        const integration = server.integrations.find(({ id }) => id === integrationId)
        if (!integration) throw new Error('There is no such integration.')
        Object.assign(integration, wanted)
        return { integration }
      }),
    'key:make': ({ integrationId, scopes, test: isTest }) =>
      change(() => {
        const key = { ...aKey('P9qR'), scopes, test: isTest }
        server.integrations.find(({ id }) => id === integrationId)?.keys.push(key)
        return { key, secret: server.secret }
      }),
    'key:revoke': ({ keyId }) =>
      change(() => {
        const integration = ofKey(keyId)
        integration.keys = integration.keys.filter(({ id }) => id !== keyId)
        return {}
      }),
  })
  await db.meta.put({ key: 'connection', value: connection })
  const pinia = createPinia()
  setActivePinia(pinia)
  const place = usePlace()
  place.show({ kind: 'integrations' })
  mounted = mount(IntegrationsScreen, {
    props: { account: admin },
    global: { plugins: [pinia] },
    attachTo: document.body,
  })
  const wrapper = mounted
  const dialogs = () => [...document.querySelectorAll('[role=dialog], [role=alertdialog]')]
  const text = () =>
    dialogs()
      .map(({ textContent }) => textContent)
      .join(' ')
  const topmost = () => dialogs().at(-1)
  const button = (name: string) => {
    const found = [...(topmost()?.querySelectorAll('button') ?? [])].find(
      (one) => one.textContent.trim() === name || one.getAttribute('aria-label') === name,
    )
    if (!found) throw new Error(`There is no button ${name} in: ${text()}`)
    return found
  }
  return {
    wrapper,
    place,
    text,
    button,
    sees: (words: string) => expect.poll(text).toContain(words),
    press: async (name: string) => {
      button(name).click()
      await flushPromises()
    },
    open: async (name: string) => {
      await expect.poll(text).toContain(name)
      const rows = [...document.querySelectorAll<HTMLElement>('[data-integration-row]')]
      rows.find(({ textContent }) => textContent.includes(name))?.click()
      await flushPromises()
    },
    type: async (words: string) => {
      const field = topmost()?.querySelector<HTMLInputElement>('input[type=text]')
      if (!field) throw new Error('There is no field.')
      field.value = words
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await flushPromises()
    },
    escape: async () => {
      topmost()?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
      )
      await flushPromises()
    },
  }
}

test('a newcomer reads what an integration is, and has three calls to their server to copy', async () => {
  const { sees } = await screen()
  await sees('a bot that answers, or a channel')
  const calls = [...document.querySelectorAll('[data-test=first-call] code')]
  expect(calls.map(({ textContent }) => textContent.split(' ', 4).slice(2).join(' '))).toEqual([
    'PUT https://support.example.com/v1/conversations/order-4821',
    'POST https://support.example.com/v1/conversations/order-4821/messages',
    'POST https://support.example.com/v1/conversations/order-4821/handoff',
  ])
})

test('what is made is open at once; without a name it is not made', async () => {
  const { sees, press, type } = await screen()
  await sees('New integration')
  await press('New integration')
  await press('Create')
  await sees('Give it a name.')
  await type('Atlas bot')
  await press('Create')
  await sees('There is no key yet.')
  expect(server.integrations).toMatchObject([{ name: 'Atlas bot', kind: 'bot' }])
})

test('a key is shown until it was copied, and never again', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  const { open, press, sees, text } = await screen()
  await open('Atlas bot')
  await press('New key')
  await press('Make the key')
  await sees(SECRET)
  await sees('It is shown only this once')
  await press('Done')
  expect(text()).not.toContain(SECRET)
  await sees('bk_…P9qR')
})

test('of a key whose answer got lost it is told that it cannot be shown', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  server.secret = null
  const { open, press, sees } = await screen()
  await open('Atlas bot')
  await press('New key')
  await press('Make the key')
  await sees('Revoke it and make another.')
})

test('a key without a scope is not asked for', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  const { open, press, sees } = await screen()
  await open('Atlas bot')
  await press('New key')
  for (const box of document.querySelectorAll<HTMLElement>('input[type=checkbox]')) {
    box.click()
    await flushPromises()
  }
  await press('Make the key')
  await sees('Choose at least one.')
  expect(server.integrations[0]?.keys).toEqual([])
})

test('revoking says what happens before it does', async () => {
  server.integrations = [anIntegration('Atlas bot', [aKey('Qd4x')])]
  const { open, press, sees, text } = await screen()
  await open('Atlas bot')
  await press('Revoke: Key ending in Qd4x')
  await sees('It stops working at once')
  expect(server.integrations[0]?.keys).toHaveLength(1)
  await press('Revoke')
  await expect.poll(text).not.toContain('bk_…Qd4x')
})

test('removing says what happens before it does, and leads back', async () => {
  server.integrations = [anIntegration('Atlas bot'), anIntegration('Mail')]
  const { open, press, sees, text } = await screen()
  await open('Atlas bot')
  await press('Remove')
  await sees('Its conversations stay with the team.')
  await press('Remove')
  await expect.poll(text).not.toContain('Atlas bot')
  expect(text()).toContain('Mail')
})

test('it is called by its new name', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  const { open, press, type, sees } = await screen()
  await open('Atlas bot')
  await press('Rename')
  await type('Nusa bot')
  await press('Save')
  await sees('Nusa bot')
})

test('a bot that shows its answers without asking is labelled watch only', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  const { open, sees } = await screen()
  await open('Atlas bot')
  const choice = () =>
    [...document.querySelectorAll<HTMLElement>('[role=radio]')].find(
      ({ textContent }) => textContent === 'Watch only',
    )
  choice()?.click()
  await sees('Baton cannot promise')
  expect(server.integrations).toMatchObject([{ watchOnly: true }])
})

test.each<{ refusal: AskFailure; words: string }>([
  { refusal: { code: 'offline' }, words: 'You are offline, so nothing was changed.' },
  { refusal: { code: 'no-answer' }, words: 'it is not known whether this was done' },
  { refusal: { code: 'invalid' }, words: 'Your team has 50 integrations' },
  { refusal: { code: 'forbidden' }, words: 'Only admins do this.' },
  { refusal: { code: 'internal' }, words: 'The server could not do it.' },
])('refused with $refusal.code, it says so in words', async ({ refusal, words }) => {
  server.integrations = [anIntegration('Mail')]
  const { sees, press, type } = await screen()
  await sees('Mail')
  await press('New')
  await type('Atlas bot')
  server.refusal = refusal
  await press('Create')
  await sees(words)
})

test('offline it says so, and asks nothing', async () => {
  const { sees } = await screen({ status: 'offline', since: 0 })
  await sees('nothing waits to be sent')
  expect(world.background.ask).not.toHaveBeenCalled()
})

test('Escape goes back by one step, and then closes', async () => {
  server.integrations = [anIntegration('Atlas bot')]
  const { open, escape, place, sees } = await screen()
  await open('Atlas bot')
  await sees('There is no key yet.')
  await escape()
  expect(place.view.kind).toBe('integrations')
  await escape()
  expect(place.view.kind).toBe('inbox')
})

test('a bot that is down is told in the list and on its page, as soon as the team is', async () => {
  const bot = anIntegration('Atlas bot')
  server.integrations = [bot]
  const { open, sees } = await screen()
  await open('Atlas bot')
  server.integrations = [{ ...bot, downSince: 60_000 }]
  const team = { ...TEAM, settings: DEFAULT_TEAM_SETTINGS }
  const integrations = [{ ...bot, downSince: 60_000, removed: false }]
  await db.meta.put({ key: 'team', value: { ...team, integrations } })
  for (const words of ['no answer', 'has not answered']) await sees(`${words} since Jan 1, 1970`)
})

test('it closes for somebody who is no admin any more', async () => {
  const { wrapper, place } = await screen()
  await wrapper.setProps({ account: anAccount() })
  expect(place.view.kind).toBe('inbox')
})
