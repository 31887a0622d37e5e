// @vitest-environment node
import { beforeEach, expect, test } from 'vitest'
import { BatonDatabase } from '../../db/database.ts'
import { aTemplate, RINA, TEAM } from '../../db/testing/builders.ts'
import type { PageLook } from '../../messaging/page-requests.ts'
import { TemplateDesk } from './template-desk.ts'

const LOOK: PageLook = { language: 'en', theme: 'dark' }
/** A Monday. */
const NOW = new Date(2026, 10, 23, 9).getTime()

let db: BatonDatabase
let copied: string[]
let mayCopy: boolean
let desk: TemplateDesk

beforeEach(async () => {
  db = new BatonDatabase(`desk ${crypto.randomUUID()}`)
  copied = []
  mayCopy = true
  const account = { serverUrl: 'https://baton.example', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value: account })
  await db.templates.bulkPut([
    aTemplate(1, {
      ...{ shortcut: 'refund', title: 'Refund', tags: ['billing'] },
      body: 'Dear {{customer.name}}, on {{date+1d}} {{agent.name}} of {{team.name}} sends {{?amount}}.',
    }),
    aTemplate(2, { shortcut: 'hello', title: 'Salam', body: 'Halo', language: 'id' }),
    aTemplate(3, { shortcut: 'hello', title: 'Greeting', body: 'Hello <b> & you', language: 'en' }),
  ])
  desk = new TemplateDesk({
    db,
    now: () => NOW,
    copy: (text) => {
      if (mayCopy) copied.push(text)
      return mayCopy
    },
  })
})

test('a list shows the beginning of each text, filled, with what stays open in brackets', async () => {
  const { rows, words, theme } = await desk.find({ query: 'refnd', look: LOOK })
  expect(theme).toBe('dark')
  expect(words.found).toBe('1 template')
  expect(rows).toEqual([
    {
      ...{ id: aTemplate(1).id, shortcut: 'refund', title: 'Refund', language: null },
      beginning: 'Dear [customer.name], on November 24, 2026 Rina of Made-up Shop sends [amount].',
    },
  ])
})

test("what is written in the agent's language leads", async () => {
  const titles = async (look: PageLook) =>
    (await desk.find({ query: '/hello', look })).rows.map(({ title }) => title)
  expect(await titles(LOOK)).toEqual(['Greeting', 'Salam'])
  expect(await titles({ ...LOOK, language: 'id' })).toEqual(['Salam', 'Greeting'])
})

test('a template that is taken is filled with what is known out here', async () => {
  const taken = await desk.take({ id: aTemplate(1).id, look: LOOK })
  const text = 'Dear [customer.name], on November 24, 2026 Rina of Made-up Shop sends [amount].'
  expect(taken).toEqual({ text, caret: null, gap: { start: 5, end: 20 } })
  expect(await desk.take({ id: aTemplate(9).id, look: LOOK })).toBeNull()
})

test('names go out as they are: no field out there takes away what Markdown would', async () => {
  const team = { ...TEAM, name: 'Shop [EU] <Support>' }
  const agent = { ...RINA, name: 'Rina_K_ *' }
  const account = { serverUrl: 'https://baton.example', agent, team }
  await db.meta.put({ key: 'account', value: account })
  await db.templates.put(aTemplate(4, { shortcut: 'me', body: '{{agent.name}}, {{team.name}}' }))
  const written = 'Rina_K_ *, Shop [EU] <Support>'
  expect((await desk.find({ query: 'me', look: LOOK })).rows[0]?.beginning).toBe(written)
  expect((await desk.take({ id: aTemplate(4).id, look: LOOK }))?.text).toBe(written)
  await desk.copy({ chosen: 'me', look: LOOK })
  expect(copied).toEqual([written])
})

test('what was changed a moment ago is found as it is now', async () => {
  await desk.find({ query: '', look: LOOK })
  await db.templates.update(aTemplate(1).id, { shortcut: 'money-back' })
  await expect
    .poll(async () => (await desk.find({ query: 'money', look: LOOK })).rows.length)
    .toBe(1)
})

test('with nobody signed in there is nothing to see, and it is said', async () => {
  await db.meta.delete('account')
  const signedOut = async () => (await desk.find({ query: '', look: LOOK })).words.nothing
  await expect.poll(signedOut).toBe('Sign in to Baton first')
  expect((await desk.find({ query: '', look: LOOK })).rows).toEqual([])
  expect(await desk.take({ id: aTemplate(1).id, look: LOOK })).toBeNull()
  expect((await desk.copy({ chosen: 'refund', look: LOOK })).copied).toBe(false)
})

test('suggestions of the address bar are text, whatever stands in a template', async () => {
  const [xml] = await desk.suggest({ query: 'hello', look: LOOK, markup: true })
  expect(xml).toEqual({
    content: '/hello Greeting',
    description: '<match>/hello</match> · Greeting · Hello &lt;b&gt; &amp; you',
  })
  const [plain] = await desk.suggest({ query: 'hello', look: LOOK, markup: false })
  expect(plain?.description).toBe('/hello · Greeting · Hello <b> & you')
})

test('of two templates with one shortcut each is what its line says', async () => {
  await db.templates.bulkPut([
    aTemplate(4, { shortcut: 'bye', title: 'Bye', body: 'Bye one', language: 'en' }),
    aTemplate(5, { shortcut: 'bye', title: 'Bye', body: 'Bye two', language: 'id' }),
    aTemplate(6, { shortcut: 'same', title: 'Same', body: 'Same one' }),
    aTemplate(7, { shortcut: 'same', title: 'Same', body: 'Same two' }),
  ])
  for (const query of ['hello', 'bye', 'same']) {
    const found = await desk.suggest({ query, look: LOOK, markup: false })
    expect(new Set(found.map(({ content }) => content)).size).toBe(found.length)
    for (const { content, description } of found) {
      copied = []
      await desk.copy({ chosen: content, look: LOOK })
      expect(description.slice(-8)).toContain(copied[0]?.slice(-3))
    }
  }
  expect((await desk.suggest({ query: 'refund', look: LOOK, markup: false }))[0]?.content).toBe(
    '/refund',
  )
})

test('half an emoji or a control character costs no suggestion', async () => {
  const body = `${'x'.repeat(159)}😀 \u0007\u000b\uffff`
  await db.templates.put(aTemplate(4, { shortcut: 'odd', title: 'Odd \ud83d', body }))
  const [odd] = await desk.suggest({ query: 'odd', look: LOOK, markup: true })
  expect(odd?.description).toMatch(/^<match>\/odd<\/match> · Odd · x+$/)
  expect(odd?.description.isWellFormed()).toBe(true)
})

test('where none fits the address bar says so, not what fitted before', async () => {
  const suggest = (query: string) => desk.suggest({ query, look: LOOK, markup: true })
  expect(await suggest('zebra')).toEqual([{ content: 'zebra ', description: 'No template fits' }])
  await db.meta.delete('account')
  const signedOut = async () => (await suggest('hello'))[0]?.description
  await expect.poll(signedOut).toBe('Sign in to Baton first')
})

test('Enter copies the best one, and tells what is left to fill in', async () => {
  expect(await desk.copy({ chosen: '/refund', look: LOOK })).toMatchObject({
    copied: true,
    title: 'Copied /refund, with 2 places to fill in',
  })
  expect(copied).toHaveLength(1)
  expect(await desk.copy({ chosen: 'zzzz', look: LOOK })).toEqual({
    ...{ copied: false, title: 'Nothing was copied' },
    message: 'No template fits “zzzz”.',
  })
  mayCopy = false
  expect((await desk.copy({ chosen: '/refund', look: LOOK })).copied).toBe(false)
})
