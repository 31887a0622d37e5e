import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Author, Message } from '@baton/protocol/message.ts'
import { aConversation, aMessage, testId } from '../../db/testing/builders.ts'
import { diceOf, type Dice } from '../../tests/support/dice.ts'
import questions from './questions.json' with { type: 'json' }

/** A conversation with all of its messages, oldest first. */
export interface MadeConversation {
  conversation: Conversation
  messages: Message[]
}

export interface Making {
  seed: number
  conversations: number
  /** Messages of each conversation, and of the first one. */
  messages: number
  firstMessages: number
  /** The agent whose copy it is, and a colleague. */
  me: { id: string; name: string }
  colleague: { id: string; name: string }
  /** Nothing was said after it, in ms since 1970. */
  now: number
}

const FIRST = ['Ana', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri', 'Gilang', 'Hana', 'José', 'Maria']
const LAST = [
  'Putri',
  'Santoso',
  'Wijaya',
  'Pratama',
  'Lim',
  'Kumar',
  'Lind',
  'Wong',
  'Sari',
  'Müller',
]
const ANSWERS = [
  'I am sorry for the trouble. I have looked it up, and it is on its way.',
  'That takes up to five working days. You will get an email once it is done.',
  'Could you tell me the order number, please?',
  'Thank you. I have passed it on to a colleague, who will come back to you.',
]
const MINUTE = 60_000
/** Of a hundred conversations one waits, agents hold a few, the AI has most, and the rest are resolved. */
const WAITING = 1
const HUMAN = 7
const AI = 72

/** Made-up conversations of a team, the same for the same seed, in words of real customers. */
export function* makeConversations(making: Making): Generator<MadeConversation> {
  const dice = diceOf(making.seed)
  let made = 0
  for (let n = 0; n < making.conversations; n++) {
    const count = n === 0 ? making.firstMessages : making.messages
    yield makeOne(making, dice, n, made, count)
    made += count
  }
}

function makeOne(making: Making, dice: Dice, n: number, before: number, count: number) {
  const id = testId('conversation', 100_000 + n)
  const ago = dice.between(1, 60 * 24 * 30) * MINUTE
  // The long one is the first of mine.
  const last = n === 0 ? making.now : making.now - ago
  const name = `${FIRST[dice.between(0, 9)] ?? ''} ${LAST[dice.between(0, 9)] ?? ''}`
  const state = n === 0 ? ('human' as const) : stateOf(dice.between(1, 100))
  const owner = state === 'human' ? (n % 20 === 0 ? making.me : making.colleague) : null
  const messages = Array.from({ length: count }, (_, index) => {
    const author: Author = index % 2 === 0 ? { kind: 'customer' } : { kind: 'ai' }
    const at = last - (count - 1 - index) * MINUTE
    const text = textOf(dice, author, before + index)
    return aMessage(100_000 + before + index, {
      conversationId: id,
      seq: index + 1,
      author,
      text,
      at,
    })
  })
  const newest = messages.at(-1)
  const conversation = aConversation(100_000 + n, {
    ...{ id, state, epoch: owner ? 1 : 0, ownerId: owner?.id ?? null },
    customer: {
      ...aConversation(100_000 + n).customer,
      name: n === 0 ? 'Longest Conversation' : name,
      email: `${name.toLowerCase().replace(' ', '.')}${n}@example.com`,
    },
    waitingSince: state === 'waiting' ? last : null,
    lastSeq: count,
    lastMessage: newest
      ? { author: newest.author, text: newest.text, attached: null, at: newest.at }
      : null,
    customerCount: Math.ceil(count / 2),
    createdAt: last - count * MINUTE,
    updatedAt: last,
  })
  return { conversation, messages }
}

function stateOf(percent: number): Conversation['state'] {
  if (percent <= WAITING) return 'waiting'
  if (percent <= WAITING + HUMAN) return 'human'
  return percent <= WAITING + HUMAN + AI ? 'ai' : 'resolved'
}

/** A question or an answer, with a number of its own: every message can be told from all others. */
function textOf(dice: Dice, author: Author, number: number): string {
  const from = author.kind === 'customer' ? questions : ANSWERS
  return `${from[dice.between(0, from.length - 1)] ?? ''} (no. ${number})`
}
