import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillTemplate, nextGap, parseTemplate } from './fill-template.ts'

const values = {
  customerName: 'Ayu Lestari',
  agentName: 'Rina',
  conversationId: 'c-1',
  date: '23 November 2026',
}

describe('filling a template', () => {
  test('variables are replaced by their values', () => {
    const body =
      'Hi {{customer.first_name|there}}, {{agent.name}} here, {{ date }}, {{conversation.id}}.'
    expect(fillTemplate(body, values)).toBe('Hi Ayu, Rina here, 23 November 2026, c-1.')
  })

  test('a missing value leaves the fallback, or the gap when there is none', () => {
    const nobody = { ...values, customerName: null }
    expect(fillTemplate('Hi {{customer.first_name|there}}', nobody)).toBe('Hi there')
    expect(fillTemplate('Hi {{customer.name}}', nobody)).toBe('Hi {{customer.name}}')
  })

  test('a value that looks like a placeholder is not read again', () => {
    const sly = { ...values, customerName: '{{agent.name}}' }
    expect(fillTemplate('{{customer.name}}', sly)).toBe('{{agent.name}}')
  })

  test('a body without placeholders comes out as it went in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        fc.pre(!body.includes('{{'))
        expect(fillTemplate(body, values)).toBe(body)
      }),
    )
  })

  test('the parts put together are the body', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{{', '}}', '?', '|', 'date', ' ', 'x')), (pieces) => {
        const body = pieces.join('')
        const parts = parseTemplate(body)
        const joined = parts.map((part) => (part.kind === 'text' ? part.text : part.source))
        expect(joined.join('')).toBe(body)
      }),
    )
  })
})

describe('gaps', () => {
  test('fields are stepped through one after the other', () => {
    const text = 'Pay {{?amount}} by {{?day}}.'
    const first = nextGap(text)
    expect(first).toEqual({ start: 4, end: 15 })
    expect(nextGap(text, first?.end)).toEqual({ start: 19, end: 27 })
    expect(nextGap(text, 27)).toBeNull()
  })
})
