import type { HandoffReason } from '@baton/protocol/conversation.ts'
import { CONFIDENT, type Found, type Search } from '../knowledge/search.ts'
import type { Section } from '../knowledge/parse-article.ts'
import { termsOf } from '@baton/domain/topic/terms.ts'
import type { Turn } from '../turn.ts'
import { isAlike } from '../../conversations/handoff/handoff-card.ts'
import {
  asksForHuman,
  isGoodbye,
  isGreeting,
  isThanks,
  saysUnhelped,
} from '../../conversations/handoff/intents.ts'

/** Why the AI itself asks for a human. */
export type AskReason = Exclude<HandoffReason, 'owner-left'>

/** What the AI agent does with a turn. To ask for more twice leads to a human, and so does a second file. */
export type Decision =
  | { kind: 'greet' | 'welcome' | 'goodbye' | 'ask-more' | 'ask-about-file' }
  | { kind: 'answer'; section: Section }
  | { kind: 'hand-off'; reason: AskReason }

/** Letters that are looked up in the articles; a question is a sentence or two. */
const LOOKED_UP_MAX = 1_000

/**
 * Decides about the customer's words since somebody last answered. Order matters: a wish for a human comes
 * before everything, and a question that was answered before is not answered again in the same words.
 */
export function decide(turn: Turn, search: Search): Decision {
  const asked = latestOf(turn)
  const { askMore, askAboutFile } = turn.words
  const text = asked.map((message) => message.text).join('\n')
  if (asksForHuman(text)) return { kind: 'hand-off', reason: 'customer-asked' }
  if (text.trim() === '' && asked.some(({ files = [] }) => files.length > 0)) {
    const before = turn.messages.some((message) => message.text === askAboutFile)
    return before ? { kind: 'hand-off', reason: 'unsure' } : { kind: 'ask-about-file' }
  }
  if (isGreeting(text)) return { kind: 'greet' }
  if (isGoodbye(text)) return { kind: 'goodbye' }
  if (isThanks(text)) return { kind: 'welcome' }

  const before = turn.messages.slice(0, turn.messages.length - asked.length)
  const answered = before.some(({ from }) => from === 'ai')
  if (answered && (saysUnhelped(text) || wasAnswered(before, text, [askMore, askAboutFile]))) {
    return { kind: 'hand-off', reason: 'repeated' }
  }
  const found = find(newestOf(text), before, search)
  if (found) return { kind: 'answer', section: found.section }
  const askedMore = before.some((message) => message.from === 'ai' && message.text === askMore)
  if (termsOf(text).length < 2 && !askedMore) return { kind: 'ask-more' }
  return { kind: 'hand-off', reason: 'unsure' }
}

/** The end of what was asked: who writes that much asks last. */
function newestOf(text: string): string {
  return text.slice(-LOOKED_UP_MAX)
}

/** The customer's messages that nobody has answered yet. */
function latestOf(turn: Turn): Turn['messages'] {
  const from = turn.messages.findLastIndex((message) => message.from !== 'customer') + 1
  return turn.messages.slice(from)
}

/** `questions` are the AI's own, and no answers. */
function wasAnswered(
  before: Turn['messages'],
  text: string,
  questions: readonly string[],
): boolean {
  return before.some(
    (message, index) =>
      message.from === 'customer' &&
      before[index + 1]?.from === 'ai' &&
      !questions.includes(before[index + 1]?.text ?? '') &&
      isAlike(message.text, text),
  )
}

/** Looks the words up; a short follow-up ("and how long?") is read together with what came before it. */
function find(text: string, before: Turn['messages'], search: Search): Found | null {
  const alone = search(text)
  if (alone && alone.confidence >= CONFIDENT) return alone
  const said = before.findLast(({ from }) => from === 'customer')?.text
  const previous = said === undefined ? undefined : newestOf(said)
  if (previous === undefined || termsOf(text).length > 3) return null
  const together = search(`${previous}\n${text}`)
  // The earlier question alone would find its own answer again.
  const repeats = together?.section.id === search(previous)?.section.id
  return together && !repeats && together.confidence >= CONFIDENT ? together : null
}
