import type { Alongside } from '@baton/protocol/message.ts'
import { gapName, replaceGaps } from './gaps.ts'

/** Whether no action goes with a message. */
export function isNothing({ tags, note, then }: Alongside): boolean {
  return tags.length === 0 && note === '' && then === 'stay'
}

/** The actions of two templates in one message: tags and notes of both, and the move of the later one. */
export function bothAlong(one: Alongside, other: Alongside): Alongside {
  return {
    tags: [...new Set([...one.tags, ...other.tags])],
    note: [...new Set([one.note, other.note])].filter((note) => note !== '').join('\n\n'),
    then: other.then === 'stay' ? one.then : other.then,
  }
}

/** Fills the gaps of a text by their names. A gap without a value stays. */
export function fillFields(text: string, values: ReadonlyMap<string, string>): string {
  return replaceGaps(
    text,
    ({ part, start, end }) => values.get(gapName(part)) ?? text.slice(start, end),
  )
}
