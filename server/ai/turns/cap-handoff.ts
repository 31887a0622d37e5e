import { beginningOf } from '@baton/domain/beginning-of.ts'
import { handoff, type Handoff } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'

/** What a card holds: enough for anybody to read at a glance, and no more than every client takes. */
const SUMMARY_MAX = 1_000
const LINE_MAX = 500
const LINES_MAX = 10

/** A maker's card as it is stored. Throws when it is none. */
export function capHandoff(made: Handoff): Handoff {
  const { reason, summary, tried } = v.parse(handoff, made)
  return {
    reason,
    summary: beginningOf(summary, SUMMARY_MAX),
    tried: tried.slice(0, LINES_MAX).map((line) => beginningOf(line, LINE_MAX)),
  }
}
