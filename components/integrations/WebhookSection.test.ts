// @vitest-environment happy-dom
import type { AskFailure } from '@baton/protocol/errors.ts'
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { speakFully } from '../../composables/words/i18n.ts'
import type { Connection } from '../../db/rows.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { db, world } from '../../tests/support/panel-world.ts'
import {
  aDelivery,
  aHook,
  webhookAnswers,
  webhookServer,
  type WebhookServer,
} from '../../tests/support/webhook-server.ts'
import { useIntegrations } from './useIntegrations.ts'
import WebhookSection from './WebhookSection.vue'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw4tGqL0xYbUo='
const URL_SET = aHook().url

let mounted: VueWrapper | undefined
let server: WebhookServer

beforeEach(async () => {
  await speakFully()
  server = webhookServer(SECRET)
})
afterEach(() => {
  mounted?.unmount()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function section(connection: Connection = { status: 'live' }) {
  answerAsks(webhookAnswers(server))
  await db.meta.put({ key: 'connection', value: connection })
  const first = structuredClone(server.integration)
  const Host = defineComponent(() => {
    const integrations = useIntegrations()
    return () => {
      const known = integrations.known.value
      const integration = (known.status === 'there' ? known.integrations[0] : undefined) ?? first
      return h(WebhookSection, { integration, integrations })
    }
  })
  mounted = mount(Host, { attachTo: document.body })
  const text = () => document.body.textContent.replace(/\s+/g, ' ')
  const buttons = () => {
    const dialog = document.querySelector('[role=alertdialog]')
    return [...(dialog ?? document.body).querySelectorAll('button')]
  }
  const button = (name: string) => {
    const found = buttons().find(
      (one) => one.textContent.trim() === name || one.getAttribute('aria-label') === name,
    )
    if (!found) throw new Error(`There is no button ${name} in: ${text()}`)
    return found
  }
  const field = () => {
    const found = document.querySelector<HTMLInputElement>('input[type=url]')
    if (!found) throw new Error('There is no field.')
    return found
  }
  const rows = () =>
    [...document.querySelectorAll('[data-test=deliveries] li')].map(({ textContent }) =>
      textContent.replace(/\s+/g, ' '),
    )
  return {
    text,
    rows,
    button,
    buttons,
    field,
    sees: (words: string) => expect.poll(text).toContain(words),
    press: async (name: string) => {
      await expect.poll(() => button(name).disabled).toBe(false)
      button(name).click()
      await flushPromises()
    },
    type: async (words: string) => {
      field().value = words
      field().dispatchEvent(new Event('input', { bubbles: true }))
      await flushPromises()
    },
    said: () => document.querySelector('span[role=status]')?.textContent,
  }
}

test('an address is set, and its secret is shown until it was copied, and never again', async () => {
  server.integration.webhook = null
  const { press, type, sees, text } = await section()
  await press('Set an address')
  await press('Save')
  await sees('Enter an address.')
  expect(server.asked).toEqual([])
  await type(` ${URL_SET} `)
  await press('Save')
  await sees(SECRET)
  expect(document.activeElement?.getAttribute('data-test')).toBe('shown-secret')
  expect(server.integration.webhook).toMatchObject({ url: URL_SET, format: 'events' })
  await press('Done')
  expect(text()).not.toContain(SECRET)
  expect(text()).toContain(URL_SET)
  expect(document.activeElement?.textContent.trim()).toBe('Webhook')
})

test('a changed address keeps its secret: none is shown', async () => {
  const { press, type, sees, text, field } = await section()
  await press('Change')
  expect(document.activeElement).toBe(field())
  expect(field().value).toBe(URL_SET)
  await type('https://other.example.com/')
  await press('Save')
  await sees('https://other.example.com/')
  expect(text()).not.toContain('shown only this once')
  expect(text()).not.toContain('got lost')
})

test('a secret whose answer got lost is told, and made anew', async () => {
  server.integration.webhook = null
  server.secret = null
  const { press, type, sees } = await section()
  await press('Set an address')
  await type(URL_SET)
  await press('Save')
  await sees('Make a new one.')
})

test('a channel chooses to be sent replies alone; a bot has no such choice', async () => {
  const bot = await section()
  await bot.press('Change')
  expect(document.querySelectorAll('[role=radio]')).toHaveLength(0)
  mounted?.unmount()
  server.integration.kind = 'channel'
  const { press, sees } = await section()
  await sees('Every event')
  await press('Change')
  await press('Agents’ replies only')
  await press('Save')
  await sees('Agents’ replies only · working')
  expect(server.integration.webhook).toMatchObject({ format: 'replies' })
})

test('Escape leaves the form, and nothing around it', async () => {
  const { press, field, sees } = await section()
  const around = vi.fn()
  document.body.addEventListener('keydown', around)
  await press('Change')
  field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await sees('Send test event')
  expect(document.querySelector('input')).toBeNull()
  expect(around).not.toHaveBeenCalled()
  document.body.removeEventListener('keydown', around)
})

test.each<{ refusal: AskFailure; words: string }>([
  { refusal: { code: 'invalid', address: 'needs-https' }, words: 'must begin with https' },
  { refusal: { code: 'invalid', address: 'address-private' }, words: 'into a private network' },
  { refusal: { code: 'invalid', address: 'address-invalid' }, words: 'not an http or https' },
  { refusal: { code: 'offline' }, words: 'You are offline, so nothing was changed.' },
  { refusal: { code: 'no-answer' }, words: 'it is not known whether this was done' },
  { refusal: { code: 'forbidden' }, words: 'Only admins do this.' },
])('an address refused with $refusal is told why, and stays in the field', async (refused) => {
  server.integration.webhook = null
  server.refusal = refused.refusal
  const { press, type, sees, field } = await section()
  await press('Set an address')
  await type('http://10.0.0.1/')
  await press('Save')
  await sees(refused.words)
  expect(field().value).toBe('http://10.0.0.1/')
  expect(field().getAttribute('aria-invalid')).toBe('true')
})

test('a new secret is made after a question that says how long the old one holds', async () => {
  const { button, press, sees } = await section()
  await expect.poll(() => button('New secret').disabled).toBe(false)
  button('New secret').focus()
  await press('New secret')
  await sees('The old secret holds for one more day')
  expect(server.asked).toEqual([])
  await press('New secret')
  await sees(SECRET)
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
  // A dialog that has closed gives the focus back in a turn of its own.
  await new Promise((turn) => setTimeout(turn))
  expect(document.activeElement?.getAttribute('data-test')).toBe('shown-secret')
  await sees('The old secret holds for one more day')
})

test('it is removed after a question, and its log goes with it', async () => {
  server.log = [aDelivery()]
  const { press, sees, text, rows } = await section()
  await expect.poll(rows).toHaveLength(1)
  await press('Remove webhook')
  await sees('Nothing more is sent to this address')
  expect(server.asked).toEqual([])
  await press('Remove webhook')
  await sees('Set an address')
  expect(text()).not.toContain(URL_SET)
  expect(rows()).toEqual([])
})

test('the log says of each delivery how it went, and how the answer began', async () => {
  server.log = [
    aDelivery({ state: 'failed', attempt: 3, status: 500, answer: 'Out of order' }),
    aDelivery({ state: 'failed', status: null, trouble: 'too-slow', tookMs: 15_000 }),
    aDelivery(),
  ]
  const { rows } = await section()
  await expect.poll(rows).toHaveLength(3)
  expect(rows()[0]).toMatch(/failed · status 500 · 84 ms.*try 3.*Out of order/)
  expect(rows()[1]).toContain('failed · 15,000 ms · It did not answer in time.')
  expect(rows()[2]).toContain('status 204 · 84 ms')
})

test('a test is in the log at once, and what became of it a second later', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { press, rows, said, sees } = await section()
  await sees('Nothing was sent yet.')
  await press('Send test event')
  await expect.poll(rows).toEqual([expect.stringMatching(/webhook.test.*on its way/)])
  Object.assign(server.log[0] ?? {}, { state: 'delivered', status: 200, tookMs: 12 })
  vi.advanceTimersByTime(1_000)
  await expect.poll(rows).toEqual([expect.stringMatching(/webhook.test.*status 200 · 12 ms/)])
  expect(said()).toBe('webhook.test: status 200 · 12 ms')
})

test('a delivery is sent again; one that is kept no more is told so', async () => {
  const failed = aDelivery({ state: 'failed', status: 500 })
  server.log = [failed]
  const { buttons, rows, sees } = await section()
  await expect.poll(rows).toHaveLength(1)
  const again = () => buttons().find(({ textContent }) => textContent.trim() === 'Redeliver')
  again()?.click()
  await expect.poll(rows).toHaveLength(2)
  expect(server.asked).toEqual([`redeliver ${failed.id}`])
  server.refusal = { code: 'wrong-state' }
  again()?.click()
  await sees('This event is no longer kept')
})

test('older deliveries stay on the screen while new ones come', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  server.log = [1, 2, 3, 4, 5].map((attempt) => aDelivery({ attempt, type: `old.${attempt}` }))
  const { press, rows, text } = await section()
  await expect.poll(rows).toHaveLength(3)
  await press('Show older ones')
  await expect.poll(rows).toHaveLength(5)
  expect(text()).not.toContain('Show older ones')
  server.log.unshift(aDelivery({ type: 'new.one' }))
  vi.advanceTimersByTime(5_000)
  await expect.poll(rows).toHaveLength(6)
  const types = [...document.querySelectorAll('[data-test=deliveries] code')]
  expect(types.map(({ textContent }) => textContent)).toEqual([
    ...['new.one', 'old.1', 'old.2', 'old.3', 'old.4', 'old.5'],
  ])
})

test('parked deliveries are told above all, with what waits and what to do', async () => {
  server.integration.webhook = aHook({ state: 'parked', heldUp: 2 })
  const { sees, text } = await section()
  await sees('2 conversations wait.')
  expect(document.querySelector('[role=alert]')?.textContent).toContain('send a test event')
  mounted?.unmount()
  server.integration.webhook = aHook({ state: 'failing', heldUp: 2 })
  const failing = await section()
  await failing.sees('failing, tried again by itself')
  expect(text()).not.toContain('conversations wait')
})

test('a log that could not be read says so, and is read later', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  server.logRefusal = { code: 'internal' }
  const { sees } = await section()
  await sees('The deliveries could not be read. The server could not do it.')
  server.logRefusal = null
  vi.advanceTimersByTime(5_000)
  await sees('Nothing was sent yet.')
})

test('offline nothing is asked, and every button says so', async () => {
  const { buttons, sees } = await section({ status: 'offline', since: 0 })
  await sees('Send test event')
  await expect.poll(() => buttons().every(({ disabled }) => disabled)).toBe(true)
  expect(world.background.ask).not.toHaveBeenCalled()
})
