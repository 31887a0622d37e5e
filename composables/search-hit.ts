import {
  excerptOf,
  foldText,
  holdsAll,
  markWords,
  type TextPart,
} from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import { firstName, type ShownRow } from './list-view.ts'

/** What a row shows of what was searched for. */
export interface SearchHit {
  name: TextPart[]
  /** The line it was found in; null leaves the last thing said. */
  line: TextPart[] | null
  /** The message it was found in; 0 is none. */
  seq: number
}

/** Where the words of a search are in a row: in a message, in the name, the email or an id. */
export function searchHit(
  { conversation }: Pick<ShownRow, 'conversation'>,
  words: readonly string[],
  message: Message | undefined,
  me: string,
): SearchHit {
  const { id, customer } = conversation
  const name = markWords(customer.name, words)
  if (message) {
    const line = markWords(excerptOf(message.text, words), words)
    const who = authorOf(message, me)
    if (who) line.unshift({ text: `${who}: `, marked: false })
    return { name, line, seq: message.seq }
  }
  const others = [customer.email ?? '', customer.id, id]
  const found = holdsAll(foldText(customer.name), words)
    ? undefined
    : others.find((text) => words.some((word) => foldText(text).includes(word)))
  return { name, line: found === undefined ? null : markWords(found, words), seq: 0 }
}

function authorOf({ author }: Message, me: string): string {
  if (author.kind === 'agent') return author.id === me ? 'You' : firstName(author.name)
  return author.kind === 'ai' ? 'AI' : ''
}
