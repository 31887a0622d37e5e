import type { Handoff, HandoffReason } from '@baton/protocol/conversation.ts'
import { termsOf } from '@baton/domain/topic/terms.ts'
import type { Talk } from './talk.ts'
import { articleOf } from './article-of.ts'
import { asksForHuman, isGreeting, isThanks, saysUnhelped } from './intents.ts'

/** Enough to start from, short enough to read at a glance. */
const SUMMARY_MAX = 200
const QUESTION_MAX = 80
const TRIED_MAX = 5
/**
 * How many messages, and how much of each, a card is made from. Cards are also made in the transaction of a customer
 * who asks for a human, while other writes wait.
 */
const MESSAGES_READ = 30
const LETTERS_READ = 400

const NOTHING_SAID = 'The customer has not said yet what it is about.'

/** Why a human is needed: the reasons that a card names, or why the AI made no answer. */
export type HandoffCause = HandoffReason | 'failed' | 'over-budget'

/**
 * The handoff card of a conversation: the reason, the customer's wish in their own words, and what was tried. `why` says
 * more about a failure.
 */
export function handoffCard(
  { messages, note }: Talk,
  cause: HandoffCause,
  why: string | null = null,
): Handoff {
  const read = messages.slice(-MESSAGES_READ).map(({ from, text, files }) => {
    // Only the article at an AI answer's end is needed, so its text is not cut.
    return { from, text: from === 'ai' ? text : text.slice(0, LETTERS_READ), files }
  })
  const talk: Talk = { messages: read, note }
  const reason = cause === 'failed' || cause === 'over-budget' ? 'unsure' : cause
  const card: Handoff = { reason, summary: wishOf(talk), tried: triedIn(talk, cause, why) }
  if (cause === 'failed') card.cause = 'failed'
  return card
}

/** What the customer wanted, and what a human answered last. Extracted: no model writes it. */
export function summaryOf(talk: Talk): string {
  const answer = talk.messages.findLast(({ from }) => from === 'agent')?.text.trim() ?? ''
  const wish = wishOf(talk)
  return answer === '' ? wish : `${wish} – ${shorten(answer, SUMMARY_MAX)}`
}

/** The customer's last question; a short follow-up ("and by post?") with the one before it. */
function wishOf({ messages }: Talk): string {
  const questions = messages.filter(isQuestion).map(saidIn)
  const telling = questions.filter((text) => termsOf(text).length > 0)
  const latest = telling.at(-1) ?? questions.at(-1)
  if (latest === undefined) return NOTHING_SAID
  const before = telling.at(-2)
  if (before === undefined || termsOf(latest).length > 1) return shorten(latest, SUMMARY_MAX)
  return `${shorten(before, SUMMARY_MAX / 2)} – ${shorten(latest, SUMMARY_MAX / 2)}`
}

/** Which article was given for which question, so that nobody gives the customer the same answer again. */
function triedIn({ messages, note }: Talk, cause: HandoffCause, why: string | null): string[] {
  const lines = messages.flatMap(({ from, text }, index) => {
    const asked = messages[index - 1]
    if (from !== 'ai' || !asked || !isQuestion(asked)) return []
    const article = articleOf(text)
    const question = shorten(saidIn(asked), QUESTION_MAX)
    return [`AI ${article ? `looked up “${article}”` : 'replied'} for “${question}”`]
  })
  const tried = [...new Set(lines)].slice(-TRIED_MAX)
  if (cause === 'failed') tried.push(`AI could not make an answer${why === null ? '' : `: ${why}`}`)
  if (cause === 'over-budget')
    tried.push('AI did not answer: it has answered this often enough for now')
  if (cause === 'unsure') tried.push('AI found no article that matches')
  if (cause === 'repeated') tried.push('Customer was not helped by the answer and asked again')
  if (note) tried.push(`Earlier note of the team: ${shorten(note, SUMMARY_MAX)}`)
  return tried
}

/** Whether these are the customer's words about what they want, and not only a greeting or a wish for a human. */
function isQuestion({ from, text }: Talk['messages'][number]): boolean {
  if (from !== 'customer' || isGreeting(text) || isThanks(text)) return false
  return !((asksForHuman(text) || saysUnhelped(text)) && termsOf(text).length <= 4)
}

/** A message as one line, with its files. */
function saidIn({ text, files = [] }: Talk['messages'][number]): string {
  const sent = files.length > 0 ? `(sent ${files.join(', ')})` : ''
  return oneLine(`${text} ${sent}`)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Whether two questions are about the same: most terms of the shorter one are also in the other. */
export function isAlike(a: string, b: string): boolean {
  const [few, many] = [termsOf(a), termsOf(b)].sort((x, y) => x.length - y.length)
  if (!few || !many || few.length === 0) return false
  const known = new Set(many)
  const shared = few.filter((term) => known.has(term)).length
  return shared / few.length >= 0.8 && shared / many.length >= 0.5
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`
}
