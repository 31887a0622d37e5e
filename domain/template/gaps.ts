import { placedParts, type TemplatePart } from './grammar.ts'
import { isVariable } from './values.ts'

/**
 * Stands, unseen, behind the opening bracket of a field in a text that was filled: it tells `[amount]` of a template
 * from `[amount]` that somebody wrote (docs/decisions/0031). U+2063, the invisible separator, which nobody types.
 */
const FIELD_MARK = '\u2063'
const MARKED = new RegExp(`\\[${FIELD_MARK}([^[\\]\\n]*)\\]`, 'g')

/** A place in a text that is still to be filled in: a message with one is not sent. */
export interface Gap {
  part: Exclude<TemplatePart, { kind: 'text' }>
  /** UTF-16 offsets; the end is not included. */
  start: number
  end: number
}

/** The gaps of a text, in order: fields as a filled text has them, and placeholders as templates have them. */
export function gapsOf(text: string): Gap[] {
  return placedParts(text).flatMap(({ part, start, end }) =>
    part.kind === 'text' ? markedGaps(part.text, start) : { part, start, end },
  )
}

function markedGaps(text: string, shift: number): Gap[] {
  return [...text.matchAll(MARKED)].map(({ 0: source, 1: label = '', index }) => ({
    part: { kind: 'field', label, choices: [] },
    start: shift + index,
    end: shift + index + source.length,
  }))
}

/** The next gap at or after a place; null when there is none left. */
export function nextGap(text: string, from = 0): Gap | null {
  return gapsOf(text).find(({ start }) => start >= from) ?? null
}

/** The placeholders of a template that no conversation could fill, for its editor to mark. */
export function mistakesOf(body: string): Gap[] {
  return gapsOf(body).filter(
    ({ part }) => part.kind === 'malformed' || (part.kind === 'variable' && !isVariable(part.name)),
  )
}

/** What a gap is called where people see it: on one line, without a bracket or brace, and never empty. */
export function gapName(part: Gap['part']): string {
  const name = withoutMarks(writtenName(part))
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  return name === '' ? '…' : name
}

function writtenName(part: Gap['part']): string {
  switch (part.kind) {
    case 'field':
      return part.label
    case 'variable':
      return part.name
    case 'date':
    case 'cursor':
      return part.kind
    case 'malformed':
      return part.source.slice(2, -2)
  }
}

/** A gap as it stands in a filled text, and is found there again by its name. */
export function markGap(part: Gap['part']): string {
  return `[${FIELD_MARK}${gapName(part)}]`
}

/** A text as it is sent: without what is left of fields that were written over by half. */
export function withoutMarks(text: string): string {
  return text.replaceAll(FIELD_MARK, '')
}

/** A gap as people see it. */
export function printGap(part: Gap['part']): string {
  return `[${gapName(part)}]`
}

/** A text with something else in place of each gap. */
export function replaceGaps(text: string, replace: (gap: Gap) => string): string {
  let made = ''
  let end = 0
  for (const gap of gapsOf(text)) {
    made += text.slice(end, gap.start) + replace(gap)
    end = gap.end
  }
  return made + text.slice(end)
}

/** A template, or a text that was made of one, to look at: what is to be filled in stands in it in brackets. */
export function readable(text: string): string {
  return replaceGaps(text, ({ part }) => (part.kind === 'cursor' ? '' : printGap(part)))
}
