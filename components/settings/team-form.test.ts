import { DEFAULT_TEAM_SETTINGS as before } from '@baton/protocol/team-defaults.ts'
import { expect, test } from 'vitest'
import { changeOf, toForm } from './team-form.ts'

test('a form that nobody touched changes nothing', () => {
  expect(changeOf(toForm(before), before)).toEqual({})
})

test('only what was touched is asked for, in the units of the protocol', () => {
  const form = { ...toForm(before), waitMinutes: 2.5, backToAi: true, undoSeconds: 5 }
  expect(changeOf(form, before)).toEqual({
    ...{ waitLimitMs: 150_000, undoSendMs: 5_000, backToAiAfterMs: 1_800_000 },
  })
})

test('transfers stay with who got them once the way back is off, and go back in the minutes written', () => {
  const form = toForm(before)
  expect(form).toMatchObject({ transferBack: true, transferBackMinutes: 5 })
  expect(changeOf({ ...form, transferBack: false }, before)).toEqual({ transferBackAfterMs: null })
  expect(changeOf({ ...form, transferBackMinutes: 2 }, before)).toEqual({
    transferBackAfterMs: 120_000,
  })
})

test('a site is named as people write it, and stored as browsers name it', () => {
  const typed = 'https://Shop.example/cart, desk.example\nhttp://127.0.0.1:8080'
  expect(changeOf({ ...toForm(before), chatSites: typed }, before)).toEqual({
    chatSites: ['https://shop.example', 'https://desk.example', 'http://127.0.0.1:8080'],
  })
})

test('questions are whole lines, and a greeting is a sentence', () => {
  const form = {
    ...toForm(before),
    greeting: ' Welcome to Nusa! ',
    suggestedQuestions: 'Where is my order?\n\n  How long does a refund take? ',
  }
  expect(changeOf(form, before)).toEqual({
    greeting: 'Welcome to Nusa!',
    suggestedQuestions: ['Where is my order?', 'How long does a refund take?'],
  })
})

test.each([
  { suggestedQuestions: 'a\nb\nc\nd\ne' },
  { suggestedQuestions: 'x'.repeat(121) },
  { greeting: 'x'.repeat(201) },
  { waitMinutes: 0 },
  { waitMinutes: Number.NaN },
  { transferBackMinutes: 0 },
  { undoSeconds: 31 },
  { maxMegabytes: -1 },
  { types: 'a picture' },
  { chatSites: 'https://' },
  { chatSites: 'javascript:alert(1)' },
  { notices: { ...before.notices, resolved: '  ' } },
])('a form with %j is out of its limits', (wrong) => {
  expect(changeOf({ ...toForm(before), ...wrong }, before)).toBeNull()
})
