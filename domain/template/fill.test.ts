import { fc } from '../../tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { fillTemplate } from './fill.ts'
import { gapName, gapsOf, mistakesOf, nextGap, readable, withoutMarks } from './gaps.ts'
import { parseTemplate, printTemplate, type TemplatePart } from './grammar.ts'
import { harmless, VARIABLES, type TemplateValues } from './values.ts'

const values: TemplateValues = {
  customer: { name: 'Ayu Lestari', email: null },
  agent: { name: 'Rina Hartono' },
  team: { name: 'Nusa' },
  conversation: { id: 'c-1' },
  context: { plan: 'Pro', 'order id': '77' },
  today: new Date(2026, 10, 23, 9),
  formatDate: (date) => `${date.getDate()}/${date.getMonth() + 1}/${date.getFullYear()}`,
}
const filled = (body: string, over: Partial<TemplateValues> = {}) =>
  fillTemplate(body, { ...values, ...over }).text
const customer = (name: string | null) => ({ customer: { name, email: null } })

describe('filling a template', () => {
  test('variables are replaced by their values', () => {
    expect(
      filled('Hi {{customer.first_name|there}}, {{agent.first_name}} of {{team.name}} here.'),
    ).toBe('Hi Ayu, Rina of Nusa here.')
    expect(filled('{{context.plan}} {{context.order id}} {{conversation.id}}')).toBe('Pro 77 c-1')
  })

  test('days are counted from today, over the ends of months', () => {
    expect(filled('{{date}} {{date+3d}} {{date+2w}} {{date-1m}} {{date+1y}}')).toBe(
      '23/11/2026 26/11/2026 7/12/2026 23/10/2026 23/11/2027',
    )
    expect(filled('{{date+1m}}', { today: new Date(2027, 0, 31) })).toBe('28/2/2027')
    expect(filled('{{date-1y}}', { today: new Date(2028, 1, 29) })).toBe('28/2/2027')
  })

  test('a missing value leaves the fallback, or the gap when there is none', () => {
    expect(filled('Hi {{customer.first_name|there}}', customer(null))).toBe('Hi there')
    expect(filled('Hi {{customer.name|}}!', customer('  '))).toBe('Hi !')
    expect(filled('Hi {{customer.name}}', customer(null))).toBe('Hi [\u2063customer.name]')
    expect(filled('{{context.toString}} {{constructor}}')).toBe(
      '[\u2063context.toString] [\u2063constructor]',
    )
  })

  test.each(['Dr. Ana Putri', 'Putri, Ana', '+62 812 3456', 'ana.putri@gmail.com', 'J. Smith'])(
    'a customer who is called “%s” is greeted without a first name',
    (name) => {
      expect(filled('Hi {{customer.first_name|there}},', customer(name))).toBe('Hi there,')
      expect(filled('Hi {{customer.first_name}},', customer(name))).toBe(
        'Hi [\u2063customer.first_name],',
      )
    },
  )

  test('an agent whose first name is not known is called by the whole name', () => {
    const agent = { name: 'Dr. Sari Wijaya' }
    expect(filled('{{agent.first_name}} here', { agent })).toBe('Dr. Sari Wijaya here')
  })

  test('the caret goes where the template says', () => {
    expect(fillTemplate('Dear {{customer.name}}, {{cursor}} Bye{{cursor}}', values)).toEqual({
      ...{ text: 'Dear Ayu Lestari,  Bye', caret: 18, open: [] },
    })
    expect(fillTemplate('Bye', values).caret).toBeNull()
  })

  test('no body and no value makes it throw, and no value brings in a placeholder or a line', () => {
    const sly = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('{{', '}', '{', '}}', '?x', 'date', '\n', '|', '\u2028'))
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(sly, sly, (name, plan) => {
        const given = { ...values, ...customer(name), context: { plan } }
        for (const variable of [...Object.keys(VARIABLES), 'context.plan']) {
          const { text } = fillTemplate(`{{${variable}|none}}`, given)
          expect(gapsOf(`{${text}}`)).toEqual([])
          expect(gapsOf(`{{${text}}}`).length).toBeLessThanOrEqual(1)
          expect(text).not.toMatch(/[\n\r\u2028\u2029]/)
        }
        fillTemplate(name + plan, given)
      }),
    )
  })
})

describe('a value', () => {
  test.each([
    ['*Ana*', '\\*Ana\\*'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['<b>', '\\<b\\>'],
    ['# Ana', '\\# Ana'],
    ['1. Ana', '1\\. Ana'],
    ['_Ana_ of order_77', '\\_Ana\\_ of order_77'],
    ['a\nb', 'a b'],
    ['{{agent.name}}', '((agent\\.name))'],
    ['ana@shop.co', 'ana\\@shop\\.co'],
    ['R&copy; & Sons', 'R\\&copy; & Sons'],
    ['Rp 150.000 at 10:30', 'Rp 150.000 at 10:30'],
    ["Ana O'Neil-Putri (Jr.)", "Ana O'Neil-Putri (Jr.)"],
  ])('%j brings no markup: %j', (value, written) => {
    expect(harmless(value)).toBe(written)
  })
})

test('an email address is written as it is, and nothing else comes in with it', () => {
  const filled = (email: string) =>
    fillTemplate('{{customer.email}}', { ...values, customer: { name: null, email } }).text
  expect(filled('ana.novak@shop.co')).toBe('ana.novak@shop.co')
  expect(filled('<b>@shop.co {{x}}')).toBe('\\<b\\>@shop.co ((x))')
})

describe('gaps', () => {
  test('fields are stepped through one after the other', () => {
    const text = 'Pay {{?amount}} by {{?day}}.'
    const first = nextGap(text)
    expect(first).toMatchObject({ start: 4, end: 15, part: { label: 'amount' } })
    expect(nextGap(text, first?.end)).toMatchObject({ start: 19, end: 27 })
    expect(nextGap(text, 27)).toBeNull()
  })

  test('what no conversation could fill is a mistake of the template', () => {
    const body = '{{customer.nmae}} {{customer.name}} {{context.plan}} {{?day}} {{a?b}} {{cursor}}'
    expect(mistakesOf(body).map(({ start, end }) => body.slice(start, end))).toEqual([
      '{{customer.nmae}}',
      '{{a?b}}',
    ])
  })
})

describe('a field in a filled text', () => {
  const words = fc.stringMatching(/^[^{}]{0,12}$/)
  const label = fc.stringMatching(/^[^{}|:,]{1,12}$/)
  const part: fc.Arbitrary<TemplatePart> = fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      text: fc.oneof(words, fc.constantFrom('[', '[\u2063', ']')),
    }),
    fc.record({
      kind: fc.constant('field' as const),
      label,
      choices: fc.constantFrom([], ['A', 'B']),
    }),
    fc.record({
      kind: fc.constant('variable' as const),
      name: fc.constantFrom('customer.name', 'customer.email', 'context.plan', 'weather'),
      fallback: fc.option(words),
    }),
  )

  test('is seen in brackets and found by its label, whatever the template and its values', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }),
        fc.string(),
        fc.string(),
        (parts, name, plan) => {
          const body = printTemplate(parts)
          const { text, open } = fillTemplate(body, {
            ...values,
            ...customer(name),
            context: { plan },
          })
          expect(text).not.toContain('{{?')
          const gaps = gapsOf(text)
          expect(gaps.map(({ start, end }) => [start, end])).toEqual(
            open.map(({ start, end }) => [start, end]),
          )
          expect(gaps.map((gap) => gapName(gap.part))).toEqual(open.map((gap) => gapName(gap.part)))
          const fields = parseTemplate(body).filter(({ kind }) => kind === 'field')
          expect(open.filter((gap) => gap.part.kind === 'field').map((gap) => gap.part)).toEqual(
            fields,
          )
          expect(readable(text)).toBe(withoutMarks(text))
        },
      ),
    )
  })

  test('is never one that somebody wrote, and what is left of one is not sent', () => {
    fc.assert(
      fc.property(words, label, (before, name) => {
        const written = `${before.replaceAll('\u2063', '')}[${name.replaceAll('\u2063', '')}](https://nusa.example)`
        expect(gapsOf(written)).toEqual([])
        expect(withoutMarks(written)).toBe(written)
      }),
    )
    const { text } = fillTemplate('Rp {{?amount}}.', values)
    const half = text.replace(']', '')
    expect(gapsOf(half)).toEqual([])
    expect(withoutMarks(half)).toBe('Rp [amount.')
  })
})
