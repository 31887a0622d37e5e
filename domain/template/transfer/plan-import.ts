import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import { TEMPLATE_TAGS_MAX } from '@baton/protocol/template.ts'
import type { Change, PreparedRow, RowRefusal } from './prepare-row.ts'
import { freeShortcut } from './shortcut.ts'

/** The agent's choices before anything is stored. */
export interface ImportChoices {
  /** What to do with a row whose shortcut exists already in the same language. */
  existing: 'skip' | 'replace' | 'both'
  /** Who owns the imported templates. */
  owner: 'team' | 'me' | 'as-in-file'
  /** Tags added to each template. */
  tags: readonly string[]
}

export interface PlannedRow<T extends Template = Template> {
  line: number
  shortcut: string
  changes: readonly Change[]
  outcome:
    | { kind: 'new'; content: TemplateContent; personal: boolean }
    | { kind: 'replace'; content: TemplateContent; personal: boolean; template: T }
    | { kind: 'refused'; refusal: RowRefusal }
}

/** Plans an import, row by row. The same input gives the same plan. */
export function planImport<T extends Template>(
  rows: readonly PreparedRow[],
  existing: readonly T[],
  choices: ImportChoices,
): PlannedRow<T>[] {
  const there = new Map(
    existing.map((template) => [keyOf(template, template.ownerId !== null), template]),
  )
  const inAny = new Map<string, T>()
  for (const template of existing) {
    const key = keyInAny(template, template.ownerId !== null)
    if (!inAny.has(key)) inAny.set(key, template)
  }
  const inFile = new Map<string, number>()
  return rows.map((row): PlannedRow<T> => {
    const { line } = row
    if (row.refusal !== null) {
      return { line, shortcut: row.shortcut, changes: [], outcome: refused(row.refusal) }
    }
    const personal = choices.owner === 'as-in-file' ? row.personal === true : choices.owner === 'me'
    const key = keyOf(row.content, personal)
    // A row without a language may replace one in any language.
    const template =
      there.get(key) ??
      (row.content.language === null ? inAny.get(keyInAny(row.content, personal)) : undefined)
    const before = inFile.get(key)
    const plain = {
      ...row.content,
      tags: [...new Set([...row.content.tags, ...choices.tags])].slice(0, TEMPLATE_TAGS_MAX),
    }
    const content = inPlaceOf(plain, template, row.files)
    const lost = row.files.filter((name) => !content.attachments.some((one) => one.name === name))
    const changes: Change[] =
      lost.length > 0 ? [...row.changes, { kind: 'files', names: lost }] : row.changes
    const planned = { line, shortcut: content.shortcut, changes }
    if (template && before === undefined && same(template, content)) {
      inFile.set(key, line)
      return { ...planned, outcome: refused({ why: 'same' }) }
    }
    if ((template || before !== undefined) && choices.existing === 'both') {
      const shortcut = freeShortcut(content.shortcut, (one) => {
        const other = keyOf({ ...content, shortcut: one }, personal)
        return inAny.has(keyInAny({ shortcut: one }, personal)) || inFile.has(other)
      })
      inFile.set(keyOf({ ...content, shortcut }, personal), line)
      return {
        line,
        shortcut,
        changes: [...changes, { kind: 'shortcut', from: content.shortcut, to: shortcut }],
        outcome: { kind: 'new', content: { ...plain, shortcut }, personal },
      }
    }
    if (before !== undefined)
      return { ...planned, outcome: refused({ why: 'twice', line: before }) }
    inFile.set(key, line)
    if (!template) return { ...planned, outcome: { kind: 'new', content, personal } }
    return {
      ...planned,
      outcome:
        choices.existing === 'skip'
          ? refused({ why: 'exists' })
          : { kind: 'replace', content, personal, template },
    }
  })
}

function refused(refusal: RowRefusal) {
  return { kind: 'refused', refusal } as const
}

function keyOf(
  { shortcut, language }: Pick<TemplateContent, 'shortcut' | 'language'>,
  personal: boolean,
) {
  return `${personal ? 'me' : 'team'} ${language ?? ''} ${shortcut}`
}

function keyInAny({ shortcut }: Pick<TemplateContent, 'shortcut'>, personal: boolean) {
  return `${personal ? 'me' : 'team'} ${shortcut}`
}

/**
 * The content of a row that replaces a template. A file has only names of attachments, so the template's own
 * attachments of those names stay. Its language stays as well if the row has none.
 */
function inPlaceOf(
  content: TemplateContent,
  template: Template | undefined,
  names: readonly string[],
): TemplateContent {
  if (!template) return content
  return {
    ...content,
    language: content.language ?? template.language,
    attachments: template.attachments.filter(({ name }) => names.includes(name)),
  }
}

function same(template: Template, content: TemplateContent): boolean {
  return JSON.stringify(inOrder(template)) === JSON.stringify(inOrder(content))
}

function inOrder(content: TemplateContent): unknown[] {
  const { shortcut, title, body, tags, language, attachments, actions } = content
  const files = attachments.map(({ id }) => id)
  return [shortcut, title, body, tags, language, files, actions.tags, actions.note, actions.then]
}
