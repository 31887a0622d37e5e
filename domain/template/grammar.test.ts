import { fc } from '../../tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { parseTemplate, placedParts, printTemplate, type TemplatePart } from './grammar.ts'

/** Text that may stand inside a placeholder. */
const inside = (forbidden: RegExp) =>
  fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .map((text) => text.replace(/[{}]/g, '').replace(forbidden, '').trim())
    .filter((text) => text !== '')

const fallback = fc.option(inside(/$^/), { nil: null })
const part: fc.Arbitrary<TemplatePart> = fc.oneof(
  fc
    .string({ minLength: 1, unit: 'grapheme' })
    .map((text) => text.replace(/[{}]/g, ''))
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'text' as const, text })),
  fc.record({
    kind: fc.constant('variable' as const),
    name: inside(/[|?:,+]/g).filter((name) => name !== 'cursor' && !/^date\s*(-|$)/.test(name)),
    fallback,
  }),
  fc.record({
    kind: fc.constant('date' as const),
    offset: fc.option(
      fc.record({
        amount: fc.integer({ min: -9999, max: 9999 }),
        unit: fc.constantFrom('d' as const, 'w' as const, 'm' as const, 'y' as const),
      }),
      { nil: null },
    ),
    fallback,
  }),
  fc.record({
    kind: fc.constant('field' as const),
    label: inside(/[|:,]/g),
    choices: fc.array(inside(/,/g), { maxLength: 4 }),
  }),
  fc.constant({ kind: 'cursor' as const }),
)

/** Neighbouring texts as one, as reading them back gives. */
function joined(parts: readonly TemplatePart[]): TemplatePart[] {
  const result: TemplatePart[] = []
  for (const next of parts) {
    const last = result.at(-1)
    if (last?.kind === 'text' && next.kind === 'text') {
      result[result.length - 1] = { kind: 'text', text: last.text + next.text }
    } else result.push(next)
  }
  return result
}

describe('the language of templates', () => {
  test.each<[string, TemplatePart[]]>([
    ['{{agent.name}}', [{ kind: 'variable', name: 'agent.name', fallback: null }]],
    [
      '{{ customer.first_name | there }}',
      [{ kind: 'variable', name: 'customer.first_name', fallback: 'there' }],
    ],
    ['{{date}}', [{ kind: 'date', offset: null, fallback: null }]],
    ['{{date+3d}}', [{ kind: 'date', offset: { amount: 3, unit: 'd' }, fallback: null }]],
    ['{{date - 2 w}}', [{ kind: 'date', offset: { amount: -2, unit: 'w' }, fallback: null }]],
    ['{{?amount}}', [{ kind: 'field', label: 'amount', choices: [] }]],
    ['{{?plan:Basic, Pro}}', [{ kind: 'field', label: 'plan', choices: ['Basic', 'Pro'] }]],
    ['{{cursor}}', [{ kind: 'cursor' }]],
    ['{{date+3x}}', [{ kind: 'malformed', source: '{{date+3x}}' }]],
    ['{{}}', [{ kind: 'malformed', source: '{{}}' }]],
    ['{{?}}', [{ kind: 'malformed', source: '{{?}}' }]],
    ['{{1 + 1}}', [{ kind: 'malformed', source: '{{1 + 1}}' }]],
    ['{ {date} } {{date', [{ kind: 'text', text: '{ {date} } {{date' }]],
  ])('%s is read', (body, parts) => {
    expect(parseTemplate(body)).toEqual(parts)
  })

  test('what is printed is read as it was', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        expect(parseTemplate(printTemplate(parts))).toEqual(joined(parts))
      }),
    )
  })

  test('any text at all is read, and its parts put together are that text', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      '?',
      '|',
      ':',
      ',',
      'date',
      '+3d',
      ' ',
      'x',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (body) => {
          const placed = placedParts(body)
          expect(placed.map(({ start, end }) => body.slice(start, end)).join('')).toBe(body)
          for (const { part, start, end } of placed) {
            if (part.kind === 'malformed') expect(part.source).toBe(body.slice(start, end))
          }
          const once = printTemplate(parseTemplate(body))
          expect(printTemplate(parseTemplate(once))).toBe(once)
        },
      ),
    )
  })
})
