import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { describe, expect, test } from 'vitest'
import questions from '../../server/demo/questions.json' with { type: 'json' }
import { DEMO_TEMPLATES } from '../../server/demo/templates.ts'
import { createSuggester } from './suggest.ts'

const ANYBODY = { usesOf: () => 0, readers: { customer: null, agent: null } }
const template = (content: Partial<Template> & { shortcut: string; title: string }): Template => ({
  ...{ id: content.shortcut, ownerId: null, version: 1, updatedAt: 0, updatedBy: null },
  ...{ body: '-', tags: [], language: null, attachments: [], actions: NOTHING_ALONGSIDE },
  ...content,
})
const DEMO = DEMO_TEMPLATES.map((content) => template(content))

async function suggester(templates: readonly Template[] = DEMO) {
  const made = createSuggester(() => Promise.resolve())
  await made.update(templates)
  return made
}
const { suggest } = await suggester()
const suggested = (question: string) => suggest(question, ANYBODY).map(({ shortcut }) => shortcut)

// Real questions (see server/demo/LICENSE-banking77.md), by what the demo's ten templates have to say to them.
const REFUNDS = ['refund-status', 'great-news']
const NEW_CARD = ['card-new']
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  request_refund: REFUNDS,
  Refund_not_showing_up: REFUNDS,
  card_arrival: NEW_CARD,
  lost_or_stolen_card: NEW_CARD,
  compromised_card: NEW_CARD,
  card_swallowed: NEW_CARD,
  card_about_to_expire: NEW_CARD,
}
const wantedFor = ({ category }: { category: string }) => ANSWERS[category] ?? []

describe('of real questions', () => {
  test('most that a template answers have it suggested', () => {
    const answerable = questions.filter((question) => wantedFor(question).length > 0)
    const right = answerable.filter((question) =>
      suggested(question.text).some((shortcut) => wantedFor(question).includes(shortcut)),
    )
    expect(answerable.length).toBeGreaterThanOrEqual(10)
    expect(right.length / answerable.length).toBeGreaterThanOrEqual(0.8)
  })

  test('those about other things have next to nothing suggested', () => {
    const others = questions.filter(
      (question) => wantedFor(question).length === 0 && !/card/i.test(question.text),
    )
    expect(others.length).toBeGreaterThanOrEqual(15)
    const disturbed = others.filter(({ text }) => suggested(text).length > 0)
    expect(disturbed.length / others.length).toBeLessThanOrEqual(0.05)
  })
})

test.each([
  ['Where is my order?', 'order-number'],
  ['My lamp arrived broken', 'photo'],
  ['Kartu saya hilang', 'card-new'],
  ['Mana pengembalian uang saya?', 'refund-status'],
  ['What does the Green plan include?', 'green-plan'],
])('"%s" is best answered with /%s', (question, shortcut) => {
  expect(suggested(question)[0]).toBe(shortcut)
})

test.each(['hello', 'Thank you so much!', 'What is the capital of France?', 'asdf qwer', '', '👍'])(
  'nothing is suggested for "%s"',
  (question) => {
    expect(suggested(question)).toEqual([])
  },
)

test('the words of placeholders are not said to anybody', async () => {
  const { suggest } = await suggester([
    template({ shortcut: 'a', title: 'Sum', body: 'It is {{?invoice number}}.' }),
  ])
  expect(suggest('Where is my invoice number?', ANYBODY)).toEqual([])
})

test("of one shortcut only the one in the customer's language is suggested", async () => {
  const made = await suggester(
    ['en', 'id'].map((language) =>
      template({ id: language, shortcut: 'refund', title: 'Refund', language }),
    ),
  )
  const readers = { customer: 'id-ID', agent: 'en' }
  expect(made.suggest('refund please', { ...ANYBODY, readers }).map(({ id }) => id)).toEqual(['id'])
})

test('of two that fit alike the one this agent uses leads', async () => {
  const made = await suggester(
    ['one', 'two'].map((shortcut) =>
      template({ shortcut, title: 'Refund', body: 'Of your money.' }),
    ),
  )
  const usesOf = (id: string) => (id === 'two' ? 20 : 0)
  expect(made.suggest('refund', { ...ANYBODY, usesOf })[0]?.id).toBe('two')
})

test('what is changed or gone is not found by what it said before', async () => {
  const made = await suggester()
  const changed = template({ shortcut: 'photo', title: 'Bicycle repair', body: 'We repair it.' })
  await made.update([changed])
  expect(made.suggest('My lamp arrived broken', ANYBODY)).toEqual([])
  expect(made.suggest('repair my bicycle', ANYBODY)).toEqual([changed])
})
