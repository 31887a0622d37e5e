import { beginningOf } from '../../beginning-of.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import {
  FOLDER_SEPARATOR,
  TEMPLATE_BODY_MAX,
  TEMPLATE_TAGS_MAX,
  templateContent,
  templateTag,
  type TemplateContent,
} from '@baton/protocol/template.ts'
import * as v from 'valibot'
import type { BrokenRow, SourceFormat, SourceRow } from './source-row.ts'
import { inventedShortcut, validShortcut } from './shortcut.ts'
import { translate, type Translated } from './translate.ts'

const TITLE_MAX = 120
/** Longer than any text with formatting. A longer one is not converted, since that would take too long. */
const WRITTEN_MAX = 20 * TEMPLATE_BODY_MAX

/** Recognises HTML by a common tag that is closed or ends the line. */
const HTML =
  /<(?:\/(?:p|div|span|strong|em|[abius]|ul|ol|li|h[1-6]|table|blockquote|font|pre|code)|br\s*\/?|p|div)(?:\s[^<>]*)?>/i

/** A difference between the file and the template made from it. */
export type Change =
  | { kind: 'shortcut'; from: string; to: string }
  | ({ kind: 'placeholder' } & Translated)
  /** Logic that cannot be translated: it stays in the text as it was. */
  | { kind: 'left'; what: string }
  | { kind: 'html' }
  /** A title that is a path, as in Zendesk's menus: its folder becomes a tag. */
  | { kind: 'folder'; from: string; to: string }
  | { kind: 'title-cut' }
  | { kind: 'tags-cut' }
  | { kind: 'language'; from: string }
  | { kind: 'actions' }
  /** The file does not contain the attachments. */
  | { kind: 'files'; names: readonly string[] }

/** Why a row is not imported. */
export type RowRefusal =
  | { why: BrokenRow['broken'] }
  | { why: 'no-text' }
  | { why: 'too-long'; length: number; most: number }
  | { why: 'not-valid' }
  /** Disabled in the program it comes from. */
  | { why: 'inactive' }
  /** Above the limit of rows. */
  | { why: 'too-many'; most: number }
  /** A duplicate of that line of the file. */
  | { why: 'twice'; line: number }
  | { why: 'exists' }
  /** The same template exists already, word for word. */
  | { why: 'same' }

/** A row that is ready to be stored, or refused. */
export type PreparedRow =
  | {
      line: number
      content: TemplateContent
      /** As in the file; null if the file does not say. */
      personal: boolean | null
      changes: Change[]
      files: readonly string[]
      refusal: null
    }
  | { line: number; shortcut: string; refusal: RowRefusal }

/** Converts HTML to Markdown. It needs a DOM, so it is passed in. */
export type HtmlToMarkdown = (html: string) => string

/** Makes a template from a row of a file. Never throws. */
export function prepareRow(
  row: SourceRow,
  format: SourceFormat,
  htmlToMarkdown: HtmlToMarkdown,
): PreparedRow {
  const changes: Change[] = []
  if (row.body.length > WRITTEN_MAX) {
    const refusal = { why: 'too-long', length: row.body.length, most: TEMPLATE_BODY_MAX } as const
    return { line: row.line, shortcut: validShortcut(row.shortcut ?? ''), refusal }
  }
  const { body, title, folder } = textsOf(row, format, htmlToMarkdown, changes)
  const shortcut = shortcutOf(row, title, body, changes)
  const refused = (refusal: RowRefusal) => ({ line: row.line, shortcut, refusal })
  if (row.inactive) return refused({ why: 'inactive' })
  if (body.trim() === '') return refused({ why: 'no-text' })
  if (body.length > TEMPLATE_BODY_MAX) {
    return refused({ why: 'too-long', length: body.length, most: TEMPLATE_BODY_MAX })
  }
  const content = v.safeParse(templateContent, {
    shortcut,
    title: beginningOf(title.trim(), TITLE_MAX),
    body,
    tags: tagsOf([...folder, ...(row.tags ?? [])], changes),
    language: languageOf(row.language ?? '', changes),
    attachments: [],
    actions: actionsOf(row, changes),
  })
  if (title.trim().length > TITLE_MAX) changes.push({ kind: 'title-cut' })
  if (!content.success) return refused({ why: 'not-valid' })
  const files = row.files ?? []
  return {
    line: row.line,
    content: content.output,
    personal: row.personal ?? null,
    changes,
    files,
    refusal: null,
  }
}

function textsOf(
  row: SourceRow,
  format: SourceFormat,
  htmlToMarkdown: HtmlToMarkdown,
  changes: Change[],
): { body: string; title: string; folder: string[] } {
  const name = (row.title ?? '').replace(/\s+/g, ' ')
  const written = row.body.replace(/\r\n?/g, '\n').replace(/\u0000/g, '')
  if (format === 'baton') return { body: written, title: name, folder: [] }
  const { title, folder } =
    format === 'zendesk' ? titleInFolder(name, changes) : { title: name, folder: [] }
  let body = written
  if (HTML.test(written) || (format === 'briskine' && /&\w{1,20};/.test(written))) {
    body = htmlToMarkdown(written)
    changes.push({ kind: 'html' })
  }
  const made = translate(body, format)
  changes.push(...made.translated.map((one): Change => ({ kind: 'placeholder', ...one })))
  changes.push(...made.left.map((what): Change => ({ kind: 'left', what })))
  return { body: made.body, title, folder }
}

/**
 * `Billing::Refunds::Late` is "Late" in the folder `Billing/Refunds`. A separator of Baton's within a name makes no
 * further folder.
 */
function titleInFolder(written: string, changes: Change[]): { title: string; folder: string[] } {
  const names = written
    .split('::')
    .map((name) => name.trim())
    .filter(Boolean)
  const title = names.pop() ?? ''
  if (names.length === 0) return { title, folder: [] }
  const path = names.map((name) => name.replaceAll(FOLDER_SEPARATOR, '-')).join(FOLDER_SEPARATOR)
  changes.push({ kind: 'folder', from: written, to: path })
  return { title, folder: [path] }
}

function shortcutOf(row: SourceRow, title: string, body: string, changes: Change[]): string {
  const written = (row.shortcut ?? '').trim()
  const made = validShortcut(written) || inventedShortcut(title, body)
  // Writing a `/` before a shortcut is common, and letters are always made small, so neither is reported.
  if (made !== written.replace(/^\//, '').toLowerCase()) {
    changes.push({ kind: 'shortcut', from: written, to: made })
  }
  return made
}

function tagsOf(written: readonly string[], changes: Change[]): string[] {
  const made = written.flatMap((tag) => {
    const read = v.safeParse(templateTag, tag)
    return read.success ? [read.output] : []
  })
  const tags = [...new Set(made)].slice(0, TEMPLATE_TAGS_MAX)
  const wanted = new Set(written.map((tag) => tag.trim()).filter(Boolean))
  if (tags.length < wanted.size) changes.push({ kind: 'tags-cut' })
  return tags
}

function languageOf(written: string, changes: Change[]): string | null {
  const [language = '', ...more] = written.trim().replaceAll('_', '-').split('-')
  const tag = [language.toLowerCase(), ...more].join('-')
  if (tag === '') return null
  if (v.is(templateContent.entries.language, tag)) return tag
  changes.push({ kind: 'language', from: written })
  return null
}

function actionsOf({ actions }: SourceRow, changes: Change[]): TemplateContent['actions'] {
  if (!actions) return NOTHING_ALONGSIDE
  const made = v.safeParse(templateContent.entries.actions, {
    ...actions,
    then: actions.then === '' ? 'stay' : actions.then,
  })
  if (made.success) return made.output
  changes.push({ kind: 'actions' })
  return NOTHING_ALONGSIDE
}
