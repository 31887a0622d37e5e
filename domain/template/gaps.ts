import { placedParts, type PlacedPart, type TemplatePart } from './grammar.ts'
import { isVariable } from './values.ts'

/** A placeholder that still stands in a text: a message with one is not sent. */
export interface Gap {
  part: Exclude<TemplatePart, { kind: 'text' }>
  /** UTF-16 offsets; the end is not included. */
  start: number
  end: number
}

/** The gaps of a text, in order. */
export function gapsOf(text: string): Gap[] {
  return placedParts(text).flatMap(asGap)
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
  const name = writtenName(part)
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

function asGap({ part, start, end }: PlacedPart): Gap[] {
  return part.kind === 'text' ? [] : [{ part, start, end }]
}
