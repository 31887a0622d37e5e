import type { Alongside } from '@baton/protocol/message.ts'
import { parseTemplate, printPart } from './grammar.ts'

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

/** A text with its fields filled, by their labels; a field without a value stays as it is. */
export function fillFields(text: string, values: ReadonlyMap<string, string>): string {
  return parseTemplate(text)
    .map((part) => {
      const value = part.kind === 'field' ? values.get(part.label) : undefined
      return value ?? printPart(part)
    })
    .join('')
}
