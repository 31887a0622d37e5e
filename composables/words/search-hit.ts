import { findableName } from '@baton/domain/guest.ts'
import { lineSaidBy } from '@baton/domain/plain-line.ts'
import {
  excerptOf,
  holdsAll,
  markWords,
  searchable,
  type TextPart,
} from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import { customerName } from './customer-name.ts'
import { t } from './i18n.ts'
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
  const name = markWords(customerName(customer), words)
  if (message) {
    const line = markWords(lineSaidBy(message.author, excerptOf(message.text, words)), words)
    const before = saidBy(message, me)
    if (before) line.unshift({ text: before, marked: false })
    return { name, line, seq: message.seq }
  }
  const others = [customer.email ?? '', customer.id, id]
  const found = holdsAll(searchable(findableName(customer)), words)
    ? undefined
    : others.find((text) => words.some((word) => holdsAll(searchable(text), [word])))
  return { name, line: found === undefined ? null : markWords(found, words), seq: 0 }
}

/** What stands before a line that is not the customer's, as in a row that was not searched for. */
function saidBy({ author }: Message, me: string): string {
  const text = ''
  if (author.kind === 'ai') return t('list.aiSays', { text })
  if (author.kind !== 'agent') return ''
  if (author.id === me) return t('list.youSay', { text })
  return t('list.someoneSays', { name: firstName(author.name), text })
}
