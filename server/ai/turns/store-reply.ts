import { beginningOf } from '@baton/domain/beginning-of.ts'
import { isNobodyHere } from '../../conversations/nobody-here.ts'
import { mayAiReply } from '@baton/domain/ownership.ts'
import type { Handoff } from '@baton/protocol/conversation.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { AiWords } from '@baton/protocol/team-settings.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Ids } from '../../ground/clock.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import {
  addMessage,
  addNotice,
  editConversation,
  saveEdit,
} from '../../conversations/conversation-edit.ts'
import { ownershipOf } from '../../conversations/conversation-row.ts'
import { findAnyConversation } from '../../conversations/find-conversation.ts'
import type { ConversationRow } from '../../database/schema.ts'
import { handoffCard } from '../../conversations/handoff/handoff-card.ts'
import { settleOwed } from '../../conversations/handoff/owed-answer.ts'
import { readTalk } from '../../conversations/handoff/read-talk.ts'

/** Why no answer was made at all. */
export type WithoutAnswer = 'could-not-answer' | 'over-budget'

/** What a finished turn leaves in the conversation. */
export interface FinishedTurn {
  /** The conversation as it was when the turn was taken. */
  taken: ConversationRow
  /** Its lease (see `leaseOf`). */
  lease: string
  messageId: string
  text: string
  handoff: Handoff | WithoutAnswer | null
  /** Why no answer was made, in the maker's words; null where it said none. */
  why: string | null
  /** What is said where no answer was made, or nobody is there. */
  words: Pick<AiWords, 'couldNotAnswer' | 'overBudget' | 'nobodyHere'>
}

/** What the customer is told then: always something, and always that a human comes. */
const SAID = { 'could-not-answer': 'couldNotAnswer', 'over-budget': 'overBudget' } as const

const CAUSE = { 'could-not-answer': 'failed', 'over-budget': 'over-budget' } as const

/**
 * Stores what the AI said, and that it asked for a human if it did, in one transaction; false when the
 * conversation is no longer this turn's: its epoch has passed, or another process has taken the turn.
 */
export function storeReply(deps: { log: TeamLog; ids: Ids }, turn: FinishedTurn): Promise<boolean> {
  const { taken } = turn
  return deps.log.write(taken.teamId, async (write) => {
    const row = await findAnyConversation(write.trx, taken.teamId, taken.id)
    if (!mayAiReply(ownershipOf(row), taken.epoch) || row.leaseHolder !== turn.lease) return false
    const edit = editConversation(row)
    const { handoff, words } = turn
    const said = typeof handoff === 'string' ? words[SAID[handoff]] : turn.text.trim()
    const later = handoff !== null && said !== '' && (await isNobodyHere(write.trx, row.teamId))
    const text = later
      ? `${beginningOf(said, MESSAGE_TEXT_MAX - words.nobodyHere.length - 2)}\n\n${words.nobodyHere}`
      : beginningOf(said, MESSAGE_TEXT_MAX)
    if (text !== '') {
      addMessage(write, edit, {
        id: turn.messageId,
        author: { kind: 'ai' },
        text,
      })
    }
    settleOwed(row, taken.owedSeq ?? 0)
    if (handoff !== null) {
      const refusal = applyMove(row, { kind: 'ask-human' }, { kind: 'ai' }, row.epoch, write.now)
      if (refusal) return false
      const card =
        typeof handoff === 'string'
          ? handoffCard(await readTalk(write.trx, row), CAUSE[handoff], turn.why)
          : handoff
      row.handoff = JSON.stringify(card)
      addNotice(write, edit, { id: deps.ids.next(), event: 'human-asked' })
    }
    await saveEdit(write, edit)
    return true
  })
}
