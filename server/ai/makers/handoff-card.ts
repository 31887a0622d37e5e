import type { Handoff, HandoffReason } from '@baton/protocol/conversation.ts'
import type { Search } from '../knowledge/search.ts'
import { CONFIDENT } from '../knowledge/search.ts'
import { termsOf } from '../knowledge/terms.ts'
import type { Turn } from '../reply-maker.ts'
import { asksForHuman, isGreeting, isThanks } from './intents.ts'

const SUMMARY_MAX = 200

/** The handoff card of a turn: why, what the customer wants in their own words, and what was tried. */
export function handoffCard(turn: Turn, reason: HandoffReason, search: Search): Handoff {
  return { reason, summary: summaryOf(turn), tried: triedIn(turn, reason, search) }
}

/** What the customer wrote that says most: their first question, and the latest if it is another. */
function summaryOf(turn: Turn): string {
  const questions = turn.messages
    .filter(({ from, text }) => from === 'customer' && !isSmallTalk(text))
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => termsOf(text).length > 0)
  const first = questions[0]
  const latest = questions.at(-1)
  if (first === undefined || latest === undefined) {
    return 'The customer has not said yet what it is about.'
  }
  const rest = SUMMARY_MAX - Math.min(first.length, SUMMARY_MAX / 2) - 4
  return first === latest || isAlike(first, latest)
    ? shorten(latest.length > first.length ? latest : first, SUMMARY_MAX)
    : `${shorten(first, SUMMARY_MAX / 2)} – ${shorten(latest, rest)}`
}

function triedIn(turn: Turn, reason: HandoffReason, search: Search): string[] {
  const lines: string[] = []
  turn.messages.forEach(({ from, text }, index) => {
    if (from !== 'customer' || turn.messages[index + 1]?.from !== 'ai') return
    const found = search(text)
    if (found && found.confidence >= CONFIDENT) {
      lines.push(`AI looked up “${found.section.heading}” (${found.section.article})`)
    }
  })
  if (reason === 'unsure') lines.push('AI found nothing fitting in the knowledge base')
  if (reason === 'repeated') lines.push('Customer was not helped by the answer and asked again')
  if (turn.note) lines.push(`Earlier note of the team: ${shorten(turn.note, SUMMARY_MAX)}`)
  return [...new Set(lines)]
}

function isSmallTalk(text: string): boolean {
  if (isGreeting(text) || isThanks(text)) return true
  return asksForHuman(text) && termsOf(text).length <= 4
}

/** Whether two questions are about the same, word by word: most of the shorter one's terms are in both. */
export function isAlike(a: string, b: string): boolean {
  const [few, many] = [termsOf(a), termsOf(b)].sort((x, y) => x.length - y.length)
  if (!few || !many || few.length === 0) return false
  const shared = few.filter((term) => many.includes(term)).length
  return shared / few.length >= 0.8 && shared / many.length >= 0.5
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`
}
