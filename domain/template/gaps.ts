import { placedParts, type TemplatePart } from './grammar.ts'
import { isVariable } from './values.ts'

/**
 * An invisible mark behind the opening bracket of a field in a filled text. It tells `[amount]` of a template from
 * `[amount]` that somebody typed (docs/decisions/0031). U+2063, the invisible separator, which nobody types.
 */
const FIELD_MARK = '\u2063'
const MARKED = new RegExp(`\\[${FIELD_MARK}([^[\\]\\n]*)\\]`, 'g')

/** A part of a text that still has to be filled in: a message with a gap is not sent. */
export interface Gap {
  part: Exclude<TemplatePart, { kind: 'text' }>
  /** UTF-16 offsets; the end is not included. */
  start: number
  end: number
}

/** The gaps of a text, in order: fields as in a filled text, and placeholders as in a template. */
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

/** The next gap at or after an offset; null if there is none. */
export function nextGap(text: string, from = 0): Gap | null {
  return gapsOf(text).find(({ start }) => start >= from) ?? null
}

/** The placeholders of a template that no conversation can fill, for its editor to mark. */
export function mistakesOf(body: string): Gap[] {
  return gapsOf(body).filter(
    ({ part }) => part.kind === 'malformed' || (part.kind === 'variable' && !isVariable(part.name)),
  )
}

/** A gap's name as people see it: on one line, without a bracket or brace, and never empty. */
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

/** Writes a gap into a filled text, where it is found again by its name. */
export function markGap(part: Gap['part']): string {
  return `[${FIELD_MARK}${gapName(part)}]`
}

/** The text to send: without the remains of half-overwritten fields. */
export function withoutMarks(text: string): string {
  return text.replaceAll(FIELD_MARK, '')
}

/** A gap as people see it. */
export function printGap(part: Gap['part']): string {
  return `[${gapName(part)}]`
}

/** Replaces each gap of a text. */
export function replaceGaps(text: string, replace: (gap: Gap) => string): string {
  let made = ''
  let end = 0
  for (const gap of gapsOf(text)) {
    made += text.slice(end, gap.start) + replace(gap)
    end = gap.end
  }
  return made + text.slice(end)
}

/** A template, or a text made from one, for reading: gaps are in brackets. */
export function readable(text: string): string {
  return replaceGaps(text, ({ part }) => (part.kind === 'cursor' ? '' : printGap(part)))
}
