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

function asGap({ part, start, end }: PlacedPart): Gap[] {
  return part.kind === 'text' ? [] : [{ part, start, end }]
}
