import { describe, expect, test } from 'vitest'
import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import { planImport, type ImportChoices } from './plan-import.ts'
import type { PreparedRow } from './prepare-row.ts'

const content = (shortcut: string, over: Partial<TemplateContent> = {}): TemplateContent => ({
  ...{
    shortcut,
    title: '',
    body: `text of ${shortcut}`,
    tags: [],
    language: null,
    attachments: [],
  },
  actions: { tags: [], note: '', then: 'stay' },
  ...over,
})

const row = (
  line: number,
  shortcut: string,
  {
    files = [],
    personal = null,
    ...over
  }: Partial<TemplateContent> & { files?: string[]; personal?: boolean | null } = {},
): PreparedRow => ({
  ...{ line, personal, files, changes: [], refusal: null },
  content: content(shortcut, over),
})

const there = (shortcut: string, over: Partial<Template> = {}): Template => ({
  ...content(shortcut, { body: 'as it was' }),
  ...{ id: `id of ${shortcut}`, ownerId: null, version: 3, updatedAt: 0, updatedBy: null },
  ...over,
})

const FOR_THE_TEAM: ImportChoices = { existing: 'skip', owner: 'team', tags: [] }

const plan = (rows: PreparedRow[], existing: Template[], choices: Partial<ImportChoices> = {}) =>
  planImport(rows, existing, { ...FOR_THE_TEAM, ...choices }).map(
    ({ line, shortcut, outcome }) =>
      [line, shortcut, outcome.kind === 'refused' ? outcome.refusal.why : outcome.kind] as const,
  )

describe('a shortcut that is there already', () => {
  const rows = [row(2, 'a'), row(3, 'b')]

  test('is left out, replaced, or gets a number, as was chosen', () => {
    expect(plan(rows, [there('a')])).toEqual([
      [2, 'a', 'exists'],
      [3, 'b', 'new'],
    ])
    expect(plan(rows, [there('a')], { existing: 'replace' })).toEqual([
      [2, 'a', 'replace'],
      [3, 'b', 'new'],
    ])
    expect(plan(rows, [there('a'), there('a-2')], { existing: 'both' })).toEqual([
      [2, 'a-3', 'new'],
      [3, 'b', 'new'],
    ])
  })

  test('in another language, or of another owner, is another template', () => {
    expect(plan([row(2, 'a', { language: 'id' })], [there('a')])).toEqual([[2, 'a', 'new']])
    expect(
      plan([row(2, 'a', { language: 'id' })], [there('a', { language: 'en' })], {
        existing: 'both',
      }),
    ).toEqual([[2, 'a', 'new']])
    expect(plan([row(2, 'a')], [there('a')], { owner: 'me' })).toEqual([[2, 'a', 'new']])
  })

  test('is meant in whatever language it is there, by a row that says none, and stays in it', () => {
    const existing = [there('a', { language: 'en' })]
    expect(plan([row(2, 'a')], existing)).toEqual([[2, 'a', 'exists']])
    const [replaced] = planImport([row(2, 'a')], existing, { ...FOR_THE_TEAM, existing: 'replace' })
    expect(replaced?.outcome).toMatchObject({ kind: 'replace', content: { language: 'en' } })
  })

  test('with every word the same is nothing to do, so that a file may be read twice', () => {
    expect(plan([row(2, 'a')], [there('a', content('a'))], { existing: 'replace' })).toEqual([
      [2, 'a', 'same'],
    ])
  })
})

test('a shortcut that the file has twice is taken once, or under two names', () => {
  const rows = [row(2, 'a'), row(3, 'a', { body: 'another' })]
  expect(planImport(rows, [], FOR_THE_TEAM)[1]?.outcome).toEqual({
    kind: 'refused',
    refusal: { why: 'twice', line: 2 },
  })
  expect(plan(rows, [], { existing: 'both' })).toEqual([
    [2, 'a', 'new'],
    [3, 'a-2', 'new'],
  ])
})

test('whose they become, and tags that are added, are chosen for all', () => {
  const rows = [row(2, 'a', { personal: true, tags: ['x'] }), row(3, 'b')]
  const owners = (owner: ImportChoices['owner']) =>
    planImport(rows, [], { ...FOR_THE_TEAM, owner, tags: ['x', 'new'] }).map(({ outcome }) =>
      outcome.kind === 'refused' ? outcome : [outcome.personal, outcome.content.tags],
    )
  expect(owners('as-in-file')).toEqual([
    [true, ['x', 'new']],
    [false, ['x', 'new']],
  ])
  expect(owners('me')).toEqual([
    [true, ['x', 'new']],
    [true, ['x', 'new']],
  ])
})

test('files come with a template only where they are: at the one that is replaced', () => {
  const file = { id: 'f', name: 'terms.pdf', type: 'application/pdf', size: 1, image: null }
  const rows = [row(2, 'a', { files: ['terms.pdf'] }), row(3, 'b', { files: ['terms.pdf'] })]
  const [a, b] = planImport(rows, [there('a', { attachments: [file] })], {
    ...FOR_THE_TEAM,
    existing: 'replace',
  })
  expect(a?.outcome).toMatchObject({ content: { attachments: [file] } })
  expect(a?.changes).toEqual([])
  expect(b?.changes).toEqual([{ kind: 'files', names: ['terms.pdf'] }])
})

test('ten thousand rows against ten thousand templates are planned, each once', () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => row(at + 2, `s${at}`))
  const existing = Array.from({ length: 10_000 }, (_, at) => there(`s${at * 2}`))
  const planned = plan(rows, existing, { existing: 'both' })
  expect(new Set(planned.map(([, shortcut]) => shortcut)).size).toBe(10_000)
})
