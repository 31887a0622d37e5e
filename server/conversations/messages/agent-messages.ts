import { mayReply } from '@baton/domain/ownership.ts'
import type { SendMessage, Stored } from '@baton/protocol/message.ts'
import type { Kysely } from 'kysely'
import { claimAttachments } from '../../attachments/claim-attachments.ts'
import { keptInMessage, once } from '../../changes/once.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import { settleTransfer } from '../answer-transfer.ts'
import { addMessage, editConversation, saveEdit } from '../conversation-edit.ts'
import { ownershipOf } from '../conversation-row.ts'
import { findConversation, holderOf } from '../find-conversation.ts'
import type { Database, MessageRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import type { AgentActor } from '../../ground/actors.ts'
import { countUse } from '../../templates/count-use.ts'
import type { UndoDeps } from '../make-undoable.ts'
import { addNote, contentOfAlongside, goOn } from './do-alongside.ts'

/**
 * Stores an agent's message. Only the owner may reply, under the present epoch. Any colleague may leave a note at any
 * time. Actions alongside are done in the same transaction: all of them once, or nothing.
 */
export function sendAsAgent(
  deps: { db: Kysely<Database>; log: TeamLog } & UndoDeps,
  agent: AgentActor,
  body: SendMessage,
): Promise<Stored> {
  const { id, conversationId, epoch, text, attachments: ids, visibility, writtenWith } = body
  const { teamId } = agent
  const said = [text, visibility, ...ids, ...contentOfAlongside(body.alongside)]
  const request = { teamId, id, content: [agent.id, 'message', conversationId, ...said] }
  return once(deps, request, keptInMessage(placeOf), async (write, fingerprint) => {
    const row = await findConversation(write.trx, teamId, conversationId)
    if (visibility === 'everyone' && !mayReply(ownershipOf(row), agent.id, epoch)) {
      throw new Refused('stale-epoch', { winner: await holderOf(write.trx, row) })
    }
    const uploader = { kind: 'agent' as const, id: agent.id, teamId }
    const attachments = await claimAttachments(write, uploader, id, ids)
    const edit = editConversation(row)
    // A reply to the customer accepts a pending transfer.
    if (visibility === 'everyone') settleTransfer(write, edit, deps.ids, agent)
    const author = { kind: 'agent' as const, id: agent.id, name: agent.name }
    const made = { id, author, text, attachments, visibility, fingerprint }
    addNote(write, edit, agent, body, deps.ids)
    const message = addMessage(write, edit, made)
    await goOn(deps, write, edit, agent, body)
    await saveEdit(write, edit)
    if (writtenWith) await countUse(write, agent.id, writtenWith)
    return placeOf(message)
  })
}

/** The position of a stored message. */
export function placeOf({ id, seq, at }: MessageRow): Stored {
  return { id, seq, at }
}
