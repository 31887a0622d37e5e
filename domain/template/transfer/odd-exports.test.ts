// @vitest-environment happy-dom
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { expect, test } from 'vitest'
import { readTemplates } from './read-templates.ts'

// What the interfaces of other programs answer, and their tables, in shapes that are rarer.

const read = async (file: unknown) => {
  const text = typeof file === 'string' ? file : JSON.stringify(file)
  const bytes = new TextEncoder().encode(text)
  const found = await readTemplates(bytes, { htmlToMarkdown, pause: () => Promise.resolve() })
  if (!found.ok) throw new Error(`refused: ${found.refusal}`)
  const taken = found.rows.flatMap((row) => (row.refusal === null ? [row] : []))
  const refused = found.rows.flatMap((row) => (row.refusal === null ? [] : [row.refusal.why]))
  return { format: found.format, taken, refused, bodies: taken.map((row) => row.content.body) }
}

const macro = (title: string, ...actions: object[]) => ({ id: 1, title, actions })
const says = (text: string) => ({ field: 'comment_value', value: text })

test.each([
  ['a macro of Zendesk’s', { macro: macro('A::Refund', says('Hello')) }, 'zendesk', ['A']],
  [
    'one of Freshservice’s',
    [{ canned_response: { title: 'Refund', content: 'Hello', content_html: '<p>Hello</p>' } }],
    'freshdesk',
    [],
  ],
  [
    'one of GraphQL’s',
    { edges: [{ cursor: 'x', node: { name: 'Refund', text: 'Hello' } }] },
    'other',
    [],
  ],
])('%s comes in an object of its own', async (_what, file, format, tags) => {
  const found = await read(file)
  expect(found.format).toBe(format)
  expect(found.taken.map(({ content }) => [content.title, content.body, content.tags])).toEqual([
    ['Refund', 'Hello', tags],
  ])
})

test('who wrote a list is known though its first entry says nothing', async () => {
  const file = {
    macros: [macro('Close', { field: 'status', value: 'solved' }), macro('A::B', says('Hi'))],
  }
  const { format, taken, refused } = await read(file)
  expect([format, refused, taken[0]?.content.tags]).toEqual(['zendesk', ['not-a-template'], ['A']])
})

test('the list of the templates is taken, however its name is written, not one beside it', async () => {
  const file = {
    _embedded: {
      'customer-fields': [{ name: 'Plan', text: 'Pro' }],
      'saved-replies': [{ name: 'A', text: '<p>Hello</p>' }],
    },
  }
  expect((await read(file)).bodies).toEqual(['Hello'])
})

test('an empty text gives way to the other one', async () => {
  const replies = [
    { name: 'A', text: null, chatText: 'In the <b>chat</b>' },
    { name: 'B', text: '', chatText: 'Chat' },
  ]
  expect((await read({ _embedded: { replies } })).bodies).toEqual(['In the **chat**', 'Chat'])
  const table = 'Name,Body text,Body HTML\nA,,<p>Hi <b>you</b></p>\nB,Plain,\n'
  expect((await read(table)).bodies).toEqual(['Hi **you**', 'Plain'])
})

test('a text may come in parts', async () => {
  const blocks = [
    { type: 'paragraph', text: 'Hi **you**' },
    { type: 'unorderedList', items: ['one', 'two'] },
  ]
  expect((await read({ saved_replies: [{ name: 'A', blocks }] })).bodies).toEqual([
    'Hi **you**\n- one\n- two',
  ])
  const parts = [{ text: { content: 'Hello {{customer.first_name}}' } }, { image: { url: 'x' } }]
  expect(
    (await read({ canned_responses: [{ title: 'A', message_parts: parts }] })).bodies[0],
  ).toMatch(/^Hello \{\{customer\.first_name\}\}/)
  const { taken } = await read({ Log: { prefix: 'log', body: ['first', 'second'] } })
  expect(taken[0]?.content).toMatchObject({ shortcut: 'log', title: 'Log', body: 'first\nsecond' })
})

test('a folder and files may be objects, and what was archived has a time', async () => {
  const { taken } = await read({
    _results: [
      {
        ...{ name: 'A', body: '<div>Hi</div>', folder: { id: 'f', name: 'Billing' } },
        attachments: [{ filename: 'a.pdf' }],
      },
    ],
  })
  expect([taken[0]?.content.tags, taken[0]?.files]).toEqual([['Billing'], ['a.pdf']])
  const data = [
    { name: 'Old', body: 'x', archived_datetime: '2024-01-01T00:00:00' },
    { name: 'New', body: 'y', archived_datetime: null },
  ]
  expect(await read({ data })).toMatchObject({ refused: ['inactive'], bodies: ['y'] })
})

test.each([
  ['Macro name,Language,Response text,Tags\nRefund,en,Hello,x\n', 'Refund'],
  ['Template title;Message text\nRefund;Hello\n', 'Refund'],
  ['snippetName\tsnippetText\nRefund\tHello\n', 'Refund'],
  ['Nama templat,Isi balasan\nRefund,Hello\n', 'Refund'],
  ['Title,Canned response\nRefund,Hello\n', 'Refund'],
])('%j names its columns by more than a word', async (file, title) => {
  const { taken } = await read(file)
  const [row] = taken
  expect([row?.content.title || row?.content.shortcut, row?.content.body]).toEqual([title, 'Hello'])
})

test.each([
  ['help-scout', '{%customer.firstName,fallback="there"%}', '{{customer.first_name|there}}'],
  ['intercom', "{{ first_name | fallback: 'there' }}", '{{customer.first_name|there}}'],
  ['text-blaze', '{formmenu: default=Yes; No; name=ok}', '{{?ok:Yes,No}}'],
  ['text-blaze', '{time: YYYY-MM-DD}', '{{date}}'],
  ['text-blaze', '{time: HH:mm}', '{time: HH:mm}'],
])('%s: %s is %s', async (format, theirs, ours) => {
  const wrapped: Record<string, unknown> = {
    'help-scout': { _embedded: { replies: [{ name: 'A', text: theirs }] } },
    intercom: { macros: [{ name: 'A', body: theirs, body_text: 'x' }] },
    'text-blaze': { snippets: [{ name: 'A', shortcut: '/a', text: theirs }] },
  }
  const found = await read(wrapped[format])
  expect([found.format, found.bodies]).toEqual([format, [ours]])
})

test.each([
  'matches: [{trigger: ":a", replace: "x"}]\n',
  '"matches":\n  - "trigger": ":a"\n    "replace": "x"\n',
  "---\nname: pkg\n'matches' :\n- triggers: [';a', ':b']\n  replace: x\n",
  '\ufeff# mine\r\nglobal_vars: []\r\nmatches:\r\n  -   triggers:\r\n        - ":a"\r\n      markdown: x\r\n',
])('espanso: %j is read', async (file) => {
  const { format, taken } = await read(file)
  expect([format, taken.map(({ content }) => [content.shortcut, content.body])]).toEqual([
    'espanso',
    [['a', 'x']],
  ])
})

test('a note that speaks of matches and triggers is no YAML, and a table still', async () => {
  expect((await read('shortcut,text\nhi,"matches:\ntrigger: x"\n')).bodies).toEqual([
    'matches:\ntrigger: x',
  ])
})
