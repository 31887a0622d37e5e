// @vitest-environment happy-dom
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { expect, test } from 'vitest'
import { readTemplates } from './read-templates.ts'

const read = async (file: string) => {
  const bytes = new TextEncoder().encode(file)
  const found = await readTemplates(bytes, { htmlToMarkdown, pause: () => Promise.resolve() })
  if (!found.ok) throw new Error(`refused: ${found.refusal}`)
  const taken = found.rows.flatMap((row) => (row.refusal === null ? [row.content] : []))
  const refused = found.rows.flatMap((row) => (row.refusal === null ? [] : [row.refusal.why]))
  return { ...found, taken, refused }
}

const HTML =
  '<p>Hi {%customer.firstName,fallback=there%},</p><p>Your refund is <strong>on its way</strong>.<br>Allow 5&nbsp;days.</p>'
const BODY = 'Hi {{customer.first_name|there}},\n\nYour refund is **on its way**.\nAllow 5 days.'

test.each([
  [
    'help-scout',
    { _embedded: { replies: [{ id: 11, name: 'Refund', text: HTML, chatText: '' }] } },
    BODY,
  ],
  ['other', [{ id: 11, name: 'Refund', text: HTML }], BODY],
  [
    'intercom',
    {
      type: 'list',
      data: [
        {
          ...{ type: 'macro', id: '1', name: 'Refund' },
          body: '<p>Hi {{user.name|fallback:&quot;there&quot;}}, <b>now</b></p>',
          body_text: 'Hi',
        },
      ],
    },
    'Hi {{customer.name|there}}, **now**',
  ],
  [
    'zendesk',
    {
      macros: [
        {
          ...{ id: 1, title: 'Refund', active: true },
          actions: [
            { field: 'status', value: 'solved' },
            { field: 'comment_value', value: ['channel:all', 'plain'] },
            {
              field: 'comment_value_html',
              value: '<p>Hi {{ticket.requester.first_name}} <i>x</i></p>',
            },
          ],
        },
      ],
    },
    'Hi {{customer.first_name}} _x_',
  ],
  [
    'gorgias',
    {
      data: [
        {
          ...{ id: 1, name: 'Refund' },
          actions: [
            { name: 'addTags', arguments: { tags: 'refund' } },
            {
              name: 'setResponseText',
              arguments: {
                body_text: 'Hi',
                body_html: '<div>Hi {{ticket.customer.firstname}}, {{current_user.name}}</div>',
              },
            },
          ],
        },
      ],
    },
    'Hi {{customer.first_name}}, {{agent.name}}',
  ],
  [
    'freshdesk',
    [
      {
        id: 1,
        title: 'Refund',
        content: 'Hi {{ticket.requester.firstname}}',
        content_html: '<p>Hi</p>',
      },
    ],
    'Hi {{customer.first_name}}',
  ],
  [
    'front',
    {
      _results: [
        {
          name: 'Refund',
          subject: 'Re',
          body: '<div>Hi {{recipient.first_name}}, {{user.first_name}}</div>',
        },
      ],
    },
    'Hi {{customer.first_name}}, {{agent.first_name}}',
  ],
  [
    'text-blaze',
    {
      version: 1,
      folders: [
        {
          name: 'Billing',
          snippets: [
            { name: 'Refund', shortcut: '/ref', text: 'Hi {formtext: name=order no} {cursor}' },
          ],
        },
      ],
    },
    'Hi {{?order no}} {{cursor}}',
  ],
])('%s: a list of theirs is read, with its texts as ours', async (format, file, body) => {
  const { taken, ...found } = await read(JSON.stringify(file))
  expect(found.format).toBe(format)
  expect(taken).toEqual([expect.objectContaining({ title: 'Refund', body })])
  // What the program would do besides is not done here.
  expect(taken[0]?.actions).toEqual({ tags: [], note: '', then: 'stay' })
})

test('a folder of theirs is a tag here', async () => {
  const snippets = [{ name: 'Refund', shortcut: '/ref', text: 'Hi' }]
  const { taken } = await read(JSON.stringify({ folders: [{ name: 'Billing', snippets }] }))
  expect(taken[0]).toMatchObject({ shortcut: 'ref', tags: ['Billing'] })
})

test('espanso: its YAML is read, its variables and forms are fields', async () => {
  const file = `# my file
matches:
  - trigger: ":hi"
    replace: "Hello $|$ there"
  - triggers: [":a", ":b"]
    label: Both
    replace: |
      Dear {{customer}},
      yours
  - trigger: ":f"
    form: "Order [[number]]"
`
  const { format, taken } = await read(file)
  expect(format).toBe('espanso')
  expect(taken.map(({ shortcut, body }) => [shortcut, body.trim()])).toEqual([
    ['hi', 'Hello {{cursor}} there'],
    ['a', 'Dear {{?customer}},\nyours'],
    ['f', 'Order {{?number}}'],
  ])
})

test('what is not in use where it comes from is shown as such, and not taken', async () => {
  const macros = [
    { title: 'Old', active: false, body: 'x' },
    { title: 'New', active: true, body: 'y' },
    { title: 'Gone', archived: true, body: 'z' },
  ]
  const { taken, refused } = await read(JSON.stringify({ macros }))
  expect(taken.map(({ title }) => title)).toEqual(['New'])
  expect(refused).toEqual(['inactive', 'inactive'])
  const table = await read('name,body,status\nOld,x,Inactive\nNew,y,Active\n')
  expect([table.taken.length, table.refused]).toEqual([1, ['inactive']])
})

test("a column of a stranger's table never does anything along with a text", async () => {
  const { taken } = await read('name,body,note,then,conversation tags\nA,x,secret,resolve,vip\n')
  expect(taken[0]?.actions).toEqual({ tags: [], note: '', then: 'stay' })
  const list = [
    { shortcut: 'a', body: 'x', actions: { note: 'secret', then: 'resolve', tags: [] } },
  ]
  expect((await read(JSON.stringify(list))).taken[0]?.actions.note).toBe('')
})

test.each([
  ['sep=;\r\nshortcut;title;body\r\nhi;Greeting;"Hello; welcome"\r\n', 'Hello; welcome'],
  ['SEP=|\nshortcut|body\nhi|a, b; c\n', 'a, b; c'],
  ['sep=\t\nshortcut\tbody\nhi\ta, b\n', 'a, b'],
  ['sep=,\nshortcut,body\nhi,"a"\n', 'a'],
])('%j says itself what stands between its cells', async (file, body) => {
  const { taken, rows } = await read(file)
  expect(taken).toEqual([expect.objectContaining({ shortcut: 'hi', body })])
  expect(rows[0]?.line).toBe(3)
})

test("a table made for Baton keeps Baton's placeholders", async () => {
  const body =
    'Hi {{customer.first_name|there}}, {{?amount}} {{date+3d}} {{cursor}} {{context.plan}} 1 < 2 {{x}}'
  const { taken } = await read(`shortcut;body\nhi;"${body}"\n`)
  expect(taken[0]?.body).toBe(body)
})

test('a small hostile file is read to its end', async () => {
  // Each of these takes minutes where it is looked through again and again.
  const bodies = [
    '<a'.repeat(50_000),
    '<p '.repeat(30_000),
    `<pre>${' '.repeat(90_000)}x</pre>`,
    `<p><b>${' x'.repeat(40_000)}</b></p>`,
    '{{'.repeat(50_000),
    '{%'.repeat(50_000),
    '&'.repeat(100_000),
    '['.repeat(100_000),
  ]
  const { rows } = await read(
    JSON.stringify(
      bodies.map((body, n) => ({
        shortcut: `${'-'.repeat(100_000)}a${n}`,
        title: ' '.repeat(9_000),
        body,
      })),
    ),
  )
  expect(rows).toHaveLength(bodies.length)
})

test.each([
  ['Refund', 'Refund', []],
  ['Billing::Refund', 'Refund', ['Billing']],
  ['Billing :: Late / lost::Refund', 'Refund', ['Billing/Late - lost']],
  ['::Refund::', 'Refund', []],
  ['A::B::C::D', 'D', ['A/B/C']],
])('a macro of Zendesk named %j is %j in its folder', async (title, name, tags) => {
  const actions = [{ field: 'comment_value', value: 'Hello' }]
  const { taken, format } = await read(JSON.stringify({ macros: [{ id: 1, title, actions }] }))
  expect(format).toBe('zendesk')
  expect(taken.map((one) => [one.title, one.tags])).toEqual([[name, tags]])
})

test('what other programs write with two colons is their title', async () => {
  const { taken } = await read(JSON.stringify([{ name: 'std::vector', text: 'Hello' }]))
  expect(taken.map((one) => [one.title, one.tags])).toEqual([['std::vector', []]])
})

const HI = { shortcut: 'hi', text: 'Hello' }

test.each([
  ['a sign in quotes', '"sep=;"\nshortcut;text\nhi;Hello\n'],
  ['a sign with spaces', 'sep = ;\nshortcut;text\nhi;Hello\n'],
  ['a sign with cells behind it', 'sep=;;;\nshortcut;text\nhi;Hello\n'],
  ['a sign with other cells behind it', 'sep=;,,\nshortcut;text\nhi;Hello\n'],
  ['empty lines above the head', '\n\n\nshortcut;text\nhi;Hello\n'],
  ['a title above the head', 'Our templates,,\n\n"as of May, all",,\nshortcut,text\nhi,Hello\n'],
  ['a head in Indonesian', 'pintasan;judul;isi;kategori;bahasa\nhi;;Hello;;id\n'],
  ['a line for each', `${JSON.stringify(HI)}\r\n\r\n${JSON.stringify(HI)}\r\n`],
  ['one alone', JSON.stringify(HI)],
  ['a wrapper that nobody knows', JSON.stringify({ meta: { ids: [1] }, export: { rows: [HI] } })],
  [
    'a wrapper of GraphQL',
    JSON.stringify({ data: { macros: { edges: [{ cursor: 'x', node: HI }] } } }),
  ],
])('%s is read', async (_what, file) => {
  const { taken } = await read(file)
  expect(taken[0]).toMatchObject({ shortcut: 'hi', body: 'Hello' })
})

test('a table whose first row names a column has no other head', async () => {
  const { taken } = await read('text\n"shortcut,title,text"\nHello\n')
  expect(taken.map(({ body }) => body)).toEqual(['shortcut,title,text', 'Hello'])
})

test.each(['{"a":[1,2]}', '{"list":[{"x":1}]}', '1\n2\n', 'Hello\nworld\n'])(
  '%j is no list of templates',
  async (file) => {
    await expect(read(file)).rejects.toThrow('refused')
  },
)
