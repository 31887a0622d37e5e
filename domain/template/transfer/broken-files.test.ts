// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { decodeFile } from './decode-file.ts'
import { IMPORT_FILE_MAX } from './limits.ts'
import { readTemplates } from './read-templates.ts'

// Files as they come out of the world: cut off, in other encodings, of other programs, made by an attacker.

const utf8 = (text: string) => new TextEncoder().encode(text)
const deps = { htmlToMarkdown, pause: () => Promise.resolve() }

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const all = `${mark ? '\uFEFF' : ''}${text}`
  const units = Array.from(all, (char) => char.charCodeAt(0))
  return new Uint8Array(
    units.flatMap((unit) => {
      const bytes = [unit & 0xff, unit >> 8]
      return order === 'le' ? bytes : bytes.reverse()
    }),
  )
}

test.each([
  ['nothing', utf8(''), 'empty'],
  ['white space', utf8(' \r\n\t'), 'empty'],
  ['a byte order mark alone', utf8('\uFEFF'), 'empty'],
  ['JSON that was cut off', utf8('[{"short_code":"a","content":"Hel'), 'broken-json'],
  ['JSON of other things', utf8('{"users":[{"name":"x"}]}'), 'unknown-format'],
  ['a number', utf8('[1,2,3'), 'broken-json'],
  [
    'a picture',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
    'binary',
  ],
  ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0]), 'spreadsheet'],
  [
    'an old workbook',
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    'spreadsheet',
  ],
  ['a table without a column of texts', utf8('shortcut,title\na,b\n'), 'unknown-format'],
  ['a letter', utf8('Dear team, here they are.'), 'unknown-format'],
  ['ten thousand opening brackets', utf8('['.repeat(10_000)), 'broken-json'],
])('%s is refused as what it is', async (_what, bytes, refusal) => {
  expect(await readTemplates(bytes, deps)).toEqual({ ok: false, refusal })
})

test('a file of more than may be is refused before it is read', () => {
  expect(decodeFile(new Uint8Array(IMPORT_FILE_MAX + 1))).toEqual({
    ok: false,
    refusal: 'too-large',
  })
})

test.each([
  ['UTF-16 of Windows', utf16('shortcut,body\nhé,Café ✓', 'le', true)],
  ['UTF-16 without a mark', utf16('shortcut,body\nhé,Café ✓', 'le', false)],
  ['UTF-16 the other way round', utf16('shortcut,body\nhé,Café ✓', 'be', true)],
  ['the same without a mark', utf16('shortcut,body\nhé,Café ✓', 'be', false)],
  ['UTF-8', utf8('shortcut,body\nhé,Café ✓')],
])('%s is read', async (_what, bytes) => {
  const result = await readTemplates(bytes, deps)
  expect(result).toMatchObject({
    ok: true,
    oldEncoding: false,
    rows: [{ content: { shortcut: 'hé', body: 'Café ✓' } }],
  })
})

test('an old encoding is read, and told of', async () => {
  const bytes = new Uint8Array([...utf8('shortcut,body\na,Caf'), 0xe9, 0x20, 0x80])
  const result = await readTemplates(bytes, deps)
  expect(result).toMatchObject({
    ok: true,
    oldEncoding: true,
    rows: [{ content: { body: 'Café €' } }],
  })
})

test('keys that mean something to JavaScript mean nothing here', async () => {
  const file = `[{"__proto__":{"body":"x","polluted":1},"constructor":{"prototype":{"polluted":1}},"shortcut":"a","body":"b"},{"__proto__":{"body":"x"}}]`
  const result = await readTemplates(utf8(file), deps)
  expect(result).toMatchObject({
    ok: true,
    counted: 'entry',
    rows: [
      { line: 1, content: { shortcut: 'a', body: 'b' } },
      { line: 2, refusal: { why: 'not-a-template' } },
    ],
  })
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('objects, numbers and lists where a text belongs are not taken for one', async () => {
  const file = JSON.stringify([
    { shortcut: 'a', body: { text: 'x' } },
    { shortcut: ['b'], body: 'kept' },
    { shortcut: 7, body: 'kept too', tags: [1, { name: 'vip' }, null, 'x'] },
  ])
  const result = await readTemplates(utf8(file), deps)
  expect(result).toMatchObject({
    rows: [
      { refusal: { why: 'not-a-template' } },
      { content: { shortcut: 'kept' } },
      { content: { shortcut: '7', tags: ['vip', 'x'] } },
    ],
  })
})

test('HTML nested a thousand deep, and one line of a million letters, are got through', async () => {
  const deep = `${'<div>'.repeat(1_000)}deep${'</div>'.repeat(1_000)}`
  const file = JSON.stringify([
    { title: 'd', shortcut: 'deep', body: deep },
    { title: 'l', shortcut: 'long', body: `<p>${'x'.repeat(1_000_000)}</p>` },
  ])
  const result = await readTemplates(utf8(file), deps)
  expect(result).toMatchObject({
    rows: [{ content: { body: 'deep' } }, { refusal: { why: 'too-long' } }],
  })
})

test('more than ten thousand rows: the rest is not taken, and each of them is told of', async () => {
  const lines = Array.from({ length: 10_003 }, (_, at) => `s${at},text ${at}`)
  const result = await readTemplates(utf8(`shortcut,body\n${lines.join('\n')}\n`), deps)
  if (!result.ok) throw new Error(result.refusal)
  const refused = result.rows.filter(({ refusal }) => refusal !== null)
  expect(refused.map(({ line }) => line)).toEqual([10_002, 10_003, 10_004])
  expect(result.rows).toHaveLength(10_003)
})
