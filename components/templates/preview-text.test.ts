import type { TemplateValues } from '@baton/domain/template/values.ts'
import { expect, test } from 'vitest'
import { previewText } from './preview-text.ts'

const VALUES: TemplateValues = {
  customer: { name: 'Ana Putri', email: null },
  agent: { name: 'Rina' },
  team: { name: 'Nusa' },
  conversation: { id: 'c-1' },
  context: {},
  today: new Date(2026, 10, 23),
  formatDate: () => 'today',
}

test('a preview is filled; what is still to be filled in stands in it by name, as text', () => {
  expect(previewText('Hi {{customer.first_name}}, {{?amount}} and {{?amount}}.', VALUES)).toEqual({
    text: 'Hi Ana, \\[amount\\] and \\[amount\\].',
    asked: ['amount'],
    missing: [],
  })
})

test('a variable without a value is told of; one with a fallback, and one that is none, are not', () => {
  const body = '{{customer.email}} {{context.plan}} {{customer.email|–}} {{weather}}'
  expect(previewText(body, VALUES).missing).toEqual(['{{customer.email}}', '{{context.plan}}'])
})
