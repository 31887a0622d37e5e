// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { readTemplates } from './read-templates.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (file: string | Uint8Array) =>
  readTemplates(typeof file === 'string' ? utf8(file) : file, {
    htmlToMarkdown,
    pause: () => Promise.resolve(),
  })

/** What was taken of a file, and where what was not. */
async function taken(file: string | Uint8Array) {
  const result = await read(file)
  if (!result.ok) throw new Error(`refused: ${result.refusal}`)
  return {
    ...result,
    contents: result.rows.flatMap((row) => (row.refusal === null ? [row.content] : [])),
    changes: result.rows.flatMap((row) => (row.refusal === null ? row.changes : [])),
    refusals: result.rows.flatMap((row) =>
      row.refusal === null ? [] : [[row.line, row.refusal.why]],
    ),
  }
}

describe('a table', () => {
  test.each([
    ['commas', 'shortcut,title,body\r\nhi,Greeting,"Hello, you"\r\n'],
    ['semicolons', 'Shortcut;Title;Body\nhi;Greeting;Hello, you\n'],
    ['tabs', 'SHORT CODE\tName\tMessage\nhi\tGreeting\tHello, you'],
    ['old line ends', 'short_code,title,text\rhi,Greeting,"Hello, you"\r'],
    ['a byte order mark', '\uFEFFshortcut,title,body\nhi,Greeting,"Hello, you"'],
    ['other columns between', 'id,/,Shortcut,body,Title\n7,x,/hi,"Hello, you",Greeting'],
  ])('with %s is read', async (_what, file) => {
    const { contents } = await taken(file)
    expect(contents).toEqual([
      expect.objectContaining({ shortcut: 'hi', title: 'Greeting', body: 'Hello, you' }),
    ])
  })

  test('knows the line on which each row begins, texts of several lines and empty lines counted', async () => {
    const file = 'shortcut,body\na,"one\ntwo\nthree"\n\nb,\nc,"said ""so"""\n'
    const { rows, contents } = await taken(file)
    expect(rows.map(({ line }) => line)).toEqual([2, 6, 7])
    expect(contents.map(({ body }) => body)).toEqual(['one\ntwo\nthree', 'said "so"'])
  })

  test('a quote that is never closed costs the rows it swallows, and says where', async () => {
    const { contents, refusals } = await taken('shortcut,body\na,one\nb,"two\nc,three\n')
    expect(contents.map(({ shortcut }) => shortcut)).toEqual(['a'])
    expect(refusals).toEqual([[3, 'unclosed-quote']])
  })

  test('a cell that was guarded against spreadsheets is read as it was', async () => {
    const { contents } = await taken("shortcut,body\na,'=1+1\nb,'quoted'\n")
    expect(contents.map(({ body }) => body)).toEqual(['=1+1', "'quoted'"])
  })

  test('tags are split, but not at an escaped comma', async () => {
    const { contents } = await taken('shortcut,body,tags\na,x,"billing/refunds; a\\, b"\n')
    expect(contents[0]?.tags).toEqual(['billing/refunds', 'a, b'])
  })
})

test("Baton's own JSON is known by its name, with the line of each template", async () => {
  const file = `{
    "format": "baton-templates", "version": 1,
    "templates": [
      { "shortcut": "a", "body": "[one] {two}", "personal": true,
        "actions": { "tags": ["vip"], "note": "n", "then": "resolve" } },
      7,
      { "shortcut": "b" }
    ]
  }`
  const { format, rows, contents, refusals } = await taken(file)
  expect(format).toBe('baton')
  expect(contents[0]?.actions).toEqual({ tags: ['vip'], note: 'n', then: 'resolve' })
  expect(rows.map(({ line }) => line)).toEqual([4, 6, 7])
  expect(refusals).toEqual([
    [6, 'not-a-template'],
    [7, 'not-a-template'],
  ])
})

describe("Chatwoot's canned responses", () => {
  const json = JSON.stringify([
    {
      id: 1,
      account_id: 2,
      short_code: 'Welcome Back!',
      content:
        "Hi {{ contact.first_name || 'there' }}, {{agent.name}} of {{inbox.name}}. {{contact.phone_number}}",
      created_at: '2026-01-01T00:00:00Z',
    },
  ])

  test.each([
    ['as their interface answers', json],
    ['in an envelope', `{"payload":${json}}`],
    [
      'as a table',
      'short_code,content\nWelcome Back!,"Hi {{ contact.first_name || \'there\' }}, {{agent.name}} of {{inbox.name}}. {{contact.phone_number}}"',
    ],
  ])('%s are taken, with their variables as ours', async (_what, file) => {
    const { format, contents, changes } = await taken(file)
    expect(format).toBe('chatwoot')
    expect(contents[0]).toMatchObject({
      shortcut: 'welcome-back',
      body: 'Hi {{customer.first_name|there}}, {{agent.name}} of {{team.name}}. {{?contact phone number}}',
    })
    expect(changes).toContainEqual({ kind: 'shortcut', from: 'Welcome Back!', to: 'welcome-back' })
    expect(changes).toContainEqual({
      kind: 'placeholder',
      from: '{{inbox.name}}',
      to: '{{team.name}}',
    })
  })

  test('the filter that Liquid has for a missing value is understood, logic is left and told of', async () => {
    const content = `{{ contact.name | default: "friend" | upcase }} {% if x %}y{% endif %}`
    const { contents, changes } = await taken(JSON.stringify([{ short_code: 'a', content }]))
    expect(contents[0]?.body).toBe('{{customer.name|friend}} {% if x %}y{% endif %}')
    expect(changes).toContainEqual({ kind: 'left', what: '{% if x %}' })
  })
})

describe("Briskine's export", () => {
  const html =
    '<div>Hello {{to.first_name}},</div><div></div><div>See <a href="https://x.example/a_b">the <b>rules</b></a>.</div><ul><li>One</li><li>Two</li></ul><script>alert(1)</script>'
  const cell = `"${html.replaceAll('"', '""')}"`
  const body =
    'Hello {{customer.first_name}},\n\nSee [the **rules**](https://x.example/a_b).\n\n- One\n- Two'

  test('as a table, with HTML made Markdown', async () => {
    const file = `id,title,shortcut,subject,to,cc,bcc,tags,body,body_plain_text\n1,Hello,h,,,,,"en, greetings",${cell},Hello\n`
    const { format, contents, changes } = await taken(file)
    expect(format).toBe('briskine')
    expect(contents[0]).toMatchObject({
      shortcut: 'h',
      title: 'Hello',
      tags: ['en', 'greetings'],
      body,
    })
    expect(changes.map(({ kind }) => kind)).toEqual(['html', 'placeholder'])
  })

  test('as JSON', async () => {
    const { format, contents } = await taken(
      JSON.stringify({ templates: [{ title: 'Hello', shortcut: 'h', subject: '', body: html }] }),
    )
    expect(format).toBe('briskine')
    expect(contents[0]?.body).toBe(body)
  })

  test('the helpers that have an equal here are translated', async () => {
    const body = `<p>{{choice 'Hello, Hi'}} {{moment add='7;days' format='DD MMMM'}} {{moment subtract=&#39;2;weeks&#39;}} {{from.first_name}} {{to.0.email}} {{subject}} {{#each to}}x{{/each}}</p>`
    const { contents, changes } = await taken(JSON.stringify([{ title: 't', shortcut: 's', body }]))
    expect(contents[0]?.body).toBe(
      '{{?choice:Hello,Hi}} {{date+7d}} {{date-2w}} {{agent.first_name}} {{customer.email}} {{?subject}} {{#each to}}x{{/each}}',
    )
    expect(changes.filter(({ kind }) => kind === 'left')).toHaveLength(2)
  })
})

describe('a row that needs help', () => {
  test('without a shortcut gets one of its title, or else of its first words', async () => {
    const { contents } = await taken(
      'title,body\nRefund policy,Text\n,"Thanks for {{x}} waiting, we"\n',
    )
    expect(contents.map(({ shortcut }) => shortcut)).toEqual([
      'refund-policy',
      'thanks-for-waiting-we',
    ])
  })

  test('of more than its text may be is not taken, and told how much it is', async () => {
    const { rows } = await taken(`shortcut,body\na,${'x'.repeat(7_000)}\n`)
    expect(rows).toEqual([
      { line: 2, shortcut: 'a', refusal: { why: 'too-long', length: 7_000, most: 6_000 } },
    ])
  })

  test('with too much around it is cut, and it is told', async () => {
    const tags = Array.from({ length: 25 }, (_, at) => `tag${at}`)
    const { contents, changes } = await taken(
      JSON.stringify([
        { shortcut: 'a', title: 'T'.repeat(200), body: 'x', tags, language: 'Klingon!' },
      ]),
    )
    expect(contents[0]).toMatchObject({ language: null, title: 'T'.repeat(120) })
    expect(contents[0]?.tags).toHaveLength(20)
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['language', 'tags-cut', 'title-cut'])
  })
})
