import type { Alongside } from '@baton/protocol/message.ts'
import { gapName, replaceGaps } from './gaps.ts'

/** Whether nothing is done along with a message. */
export function isNothing({ tags, note, then }: Alongside): boolean {
  return tags.length === 0 && note === '' && then === 'stay'
}

/** What two templates in one message do: the tags and notes of both, and what the later one makes of the conversation. */
export function bothAlong(one: Alongside, other: Alongside): Alongside {
  return {
    tags: [...new Set([...one.tags, ...other.tags])],
    note: [...new Set([one.note, other.note])].filter((note) => note !== '').join('\n\n'),
    then: other.then === 'stay' ? one.then : other.then,
  }
}

/** A text with its gaps filled, by their names; one without a value stays as it is. */
export function fillFields(text: string, values: ReadonlyMap<string, string>): string {
  return replaceGaps(
    text,
    ({ part, start, end }) => values.get(gapName(part)) ?? text.slice(start, end),
  )
}
