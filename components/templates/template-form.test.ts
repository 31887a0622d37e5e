// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { aTemplate, ME } from '../../tests/support/rows.ts'
import { copyOf, formOf, isSameForm, newForm, problemsOf, sameShortcut } from './template-form.ts'

const filled = (shortcut: string, body: string) => {
  const form = newForm(true, body)
  return { ...form, content: { ...form.content, shortcut } }
}
const FILE = { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 1, image: null }

describe('what keeps a template from being saved', () => {
  test.each([
    ['', 'Hello', ['shortcut']],
    ['two words', 'Hello', ['shortcut']],
    ['Greeting', 'Hello', []],
    ['salam-1', ' ', ['body']],
    ['long', 'x'.repeat(6_001), ['body']],
    ['unknown', '{{customer.nmae}}', []],
  ])('of /%s with %j: %j', (shortcut, body, problems) => {
    expect(Object.keys(problemsOf(filled(shortcut, body)))).toEqual(problems)
  })

  test('a file needs no text', () => {
    const { personal, content } = filled('terms', '')
    expect(problemsOf({ personal, content: { ...content, attachments: [FILE] } })).toEqual({})
  })
})

test('a copy has a shortcut of its own', () => {
  const taken = new Set(['bye', 'bye-2'])
  expect(copyOf(filled('bye', 'x'), true, taken).content.shortcut).toBe('bye-3')
  expect(copyOf(filled('bye-2', 'x'), true, taken).content.shortcut).toBe('bye-3')
})

test('a form is the same whatever the server says of its files', () => {
  const template = { ...aTemplate('terms', 'Our terms'), attachments: [FILE] }
  const named = { ...template, attachments: [{ ...FILE, name: 'terms.pdf' }] }
  expect(isSameForm(formOf(template), formOf(named))).toBe(true)
  expect(isSameForm(formOf(template), formOf({ ...template, ownerId: ME }))).toBe(false)
  expect(isSameForm(formOf(template), formOf({ ...template, attachments: [] }))).toBe(false)
})

test('a shortcut is taken by another template of the same language only', () => {
  const other = { ...aTemplate('bye', 'Bye'), language: 'en', edit: null }
  const mine = filled('BYE', 'x')
  const inEnglish = { ...mine, content: { ...mine.content, language: 'en' } }
  expect(sameShortcut(inEnglish, 'me', [other])).toBe(other)
  expect(sameShortcut(mine, 'me', [other])).toBeUndefined()
  expect(sameShortcut(inEnglish, other.id, [other])).toBeUndefined()
})
