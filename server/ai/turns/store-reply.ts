import { mayAiReply } from '@baton/domain/ownership.ts'
import type { Handoff } from '@baton/protocol/conversation.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Ids } from '../../clock.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import {
  addMessage,
  addNotice,
  editConversation,
  saveEdit,
} from '../../conversations/conversation-edit.ts'
import { ownershipOf } from '../../conversations/conversation-row.ts'
import { findConversation } from '../../conversations/find-conversation.ts'
import type { ConversationRow } from '../../database/schema.ts'
import { handoffCard } from '../makers/handoff-card.ts'
import { settleOwed } from '../owed-answer.ts'
import { readTurn } from './read-turn.ts'

/** What a finished turn leaves in the conversation. */
export interface FinishedTurn {
  /** The conversation as it was when the turn was taken. */
  taken: ConversationRow
  holder: string
  messageId: string
  text: string
  handoff: Handoff | 'could-not-answer' | null
}

const COULD_NOT_ANSWER =
  'I cannot answer that at the moment, so I have asked a human colleague to join you here.'

/**
 * Stores what the AI said, and that it asked for a human if it did, in one transaction; false when the
 * conversation is no longer this turn's: its epoch has passed, or another process has taken the turn.
 */
export function storeReply(deps: { log: TeamLog; ids: Ids }, turn: FinishedTurn): Promise<boolean> {
  const { taken } = turn
  return deps.log.write(taken.teamId, async (write) => {
    const row = await findConversation(write.trx, taken.teamId, taken.id)
    if (!mayAiReply(ownershipOf(row), taken.epoch) || row.leaseHolder !== turn.holder) return false
    const edit = editConversation(row)
    const text = turn.handoff === 'could-not-answer' ? COULD_NOT_ANSWER : turn.text.trim()
    if (text !== '') {
      addMessage(write, edit, {
        id: turn.messageId,
        author: { kind: 'ai' },
        text: text.slice(0, MESSAGE_TEXT_MAX),
      })
    }
    settleOwed(row, taken.owedSeq ?? 0)
    if (turn.handoff !== null) {
      const refusal = applyMove(row, { kind: 'ask-human' }, { kind: 'ai' }, row.epoch, write.now)
      if (refusal) return false
      const handoff =
        turn.handoff === 'could-not-answer'
          ? handoffCard(await readTurn(write.trx, row), 'failed')
          : turn.handoff
      row.handoff = JSON.stringify(handoff)
      addNotice(write, edit, { id: deps.ids.next(), event: 'human-asked' })
    }
    await saveEdit(write, edit)
    return true
  })
}
