import { beginningOf } from '@baton/domain/beginning-of.ts'
import { handoff, type Handoff } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'

/** What a card holds: enough for anybody to read at a glance, and no more than every client takes. */
const SUMMARY_MAX = 1_000
const LINE_MAX = 500
const LINES_MAX = 10
const LANGUAGE_MAX = 35
const REPLY_MAX = 4_000

/** A maker's card as it is stored. Throws when it is none. */
export function capHandoff(made: Handoff): Handoff {
  const card = v.parse(handoff, made)
  const { reasonText, openQuestion, language, suggestedReply } = card
  return {
    ...card,
    summary: beginningOf(card.summary, SUMMARY_MAX),
    tried: card.tried.slice(0, LINES_MAX).map((line) => beginningOf(line, LINE_MAX)),
    ...(reasonText !== undefined && { reasonText: beginningOf(reasonText, LINE_MAX) }),
    ...(openQuestion !== undefined && { openQuestion: beginningOf(openQuestion, LINE_MAX) }),
    ...(language !== undefined && { language: beginningOf(language, LANGUAGE_MAX) }),
    ...(suggestedReply !== undefined && {
      suggestedReply: beginningOf(suggestedReply, REPLY_MAX),
    }),
  }
}
