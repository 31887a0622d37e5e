import { fc } from '../../../tests/support/property.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  templateContent,
  templateTag,
  type Template,
  type TemplateContent,
} from '@baton/protocol/template.ts'
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { guarded } from './guard-cell.ts'
import { readTemplates } from './read-templates.ts'
import { chosenTemplates, writeCsv, writeJson, writeTable } from './write-templates.ts'

/** Letters and signs that have broken formats before. */
const text = fc.string({
  unit: fc.constantFrom(
    ...[
      'a',
      'é',
      '✓',
      '😀',
      ' ',
      '\n',
      '\t',
      ',',
      ';',
      '|',
      '"',
      "'",
      '=',
      '+',
      '-',
      '@',
      '\\',
      '{',
    ],
    ...['}', '<b>', '&amp;', '{{date}}', '{{?x:a,b}}', '/', '{%', '\u2028', '\uFEFF'],
  ),
  maxLength: 30,
})
const line = text.map((one) => one.replace(/\s+/g, ' ').trim())
/** Whatever somebody may have written, as it is stored. */
const content = fc
  .record({
    shortcut: fc.constant('s'),
    title: line,
    body: text.filter((body) => body.trim() !== ''),
    // As they are stored: a stroke at either end is no part of one.
    tags: fc.uniqueArray(line, {
      maxLength: 4,
      selector: (tag) => v.safeParse(templateTag, tag).output,
    }),
    language: fc.constantFrom(null, 'id', 'pt-BR'),
    attachments: fc.constant([]),
    actions: fc.record({
      tags: fc.array(line, { maxLength: 3 }),
      note: text,
      then: fc.constantFrom('stay', 'hand-back', 'resolve'),
    }),
  })
  .map((written) => v.safeParse(templateContent, written))
  .filter(({ success }) => success)

const templates = fc
  .array(fc.tuple(content, fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((made) =>
    made.flatMap(([{ output }, personal], at): Template[] =>
      v.is(templateContent, output)
        ? [{ ...output, shortcut: `s-${at}`, ...storedAs(at), ownerId: personal ? 'me' : null }]
        : [],
    ),
  )

function storedAs(at: number) {
  const id = `0000000${at}-0000-7000-8000-000000000000`
  return { id, version: 1, updatedAt: 0, updatedBy: null }
}

async function readBack(file: string): Promise<(TemplateContent & { personal: boolean | null })[]> {
  const result = await readTemplates(new TextEncoder().encode(file), {
    htmlToMarkdown,
    pause: () => Promise.resolve(),
  })
  if (!result.ok) throw new Error(result.refusal)
  expect(result.format).toBe('baton')
  return result.rows.map((row) => {
    if (row.refusal !== null) throw new Error(JSON.stringify(row))
    expect(row.changes).toEqual([])
    return { ...row.content, personal: row.personal }
  })
}

const plain = ({
  shortcut,
  title,
  body,
  tags,
  language,
  actions,
  attachments,
  ownerId,
}: Template) => ({
  ...{ shortcut, title, body, tags, language, actions, attachments, personal: ownerId !== null },
})

test.each([
  ['JSON', writeJson],
  ['CSV', writeCsv],
])('what was exported as %s is read back the same', async (_what, write) => {
  await fc.assert(
    fc.asyncProperty(templates, async (some) => {
      expect(await readBack(write(some))).toEqual(some.map(plain))
    }),
  )
})

test('no cell of a table begins with what a spreadsheet would run', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(guarded(cell)).not.toMatch(/^[=+\-@\t\r\n]/)
    }),
  )
  expect(writeTable([['=HYPERLINK("http://x")', '-1']])).toBe(
    '\uFEFF"\'=HYPERLINK(""http://x"")",\'-1\r\n',
  )
})

test("the team's, the agent's own, or all are chosen, by shortcut", () => {
  const made = (shortcut: string, ownerId: string | null): Template => ({
    ...{ ...storedAs(1), shortcut, ownerId, title: '', body: 'x', tags: [], language: null },
    ...{ attachments: [], actions: { tags: [], note: '', then: 'stay' } },
  })
  const [a, b, c] = [made('a', 'me'), made('b', null), made('c', null)]
  expect(chosenTemplates([b, a, c], 'all')).toEqual([a, b, c])
  expect(chosenTemplates([b, a, c], 'team')).toEqual([b, c])
  expect(chosenTemplates([b, a, c], 'personal')).toEqual([a])
})
