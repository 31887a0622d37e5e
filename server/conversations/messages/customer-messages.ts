import type { CustomerSend } from '@baton/protocol/customer.ts'
import type { Stored } from '@baton/protocol/message.ts'
import type { Kysely } from 'kysely'
import { oweAnswer } from '../handoff/owed-answer.ts'
import { claimAttachments } from '../../attachments/claim-attachments.ts'
import { keptInMessage, once } from '../../changes/once.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Ids } from '../../ground/clock.ts'
import {
  addMessage,
  editConversation,
  saveEdit,
  type ConversationEdit,
} from '../conversation-edit.ts'
import { findCustomersConversation } from '../find-conversation.ts'
import { applyMove } from '../apply-move.ts'
import { takeBack } from '../make-undoable.ts'
import { undoableOf } from '../undoable-move.ts'
import { startConversation } from '../customers/start-conversation.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import type { CustomerActor } from '../../ground/actors.ts'
import { placeOf } from './agent-messages.ts'

/**
 * Stores a customer's message. The first one creates the conversation. A message to a resolved conversation reopens
 * it with the AI. If the customer was not told yet that it is resolved, that is undone instead.
 */
export function sendAsCustomer(
  deps: { db: Kysely<Database>; log: TeamLog; ids: Ids },
  customer: CustomerActor,
  { id, text, attachments: ids }: CustomerSend,
): Promise<Stored> {
  const { teamId } = customer
  const request = { teamId, id, content: [customer.browserId, 'message', text, ...ids] }
  return once(deps, request, keptInMessage(placeOf), async (write, fingerprint) => {
    const uploader = { kind: 'customer' as const, id: customer.browserId, teamId }
    const attachments = await claimAttachments(write, uploader, id, ids)
    const edit = await openForCustomer(write, deps.ids, customer)
    const message = addMessage(write, edit, {
      id,
      author: { kind: 'customer' },
      text,
      attachments,
      fingerprint,
    })
    oweAnswer(edit.row, message.seq, write.now, customer.network)
    await saveEdit(write, edit)
    return placeOf(message)
  })
}

/** The customer's conversation, created or reopened if needed, ready to be changed. */
export async function openForCustomer(
  write: TeamWrite,
  ids: Ids,
  customer: CustomerActor,
): Promise<ConversationEdit> {
  const found = await findCustomersConversation(write.trx, customer.id)
  const { row, isNew } = found
    ? { row: found, isNew: false }
    : await startConversation(write, ids, customer)
  const edit = editConversation(row, isNew)
  const { page } = customer.visit
  if (page !== null) row.page = JSON.stringify(page)
  reopen(row, write.now)
  return edit
}

/** The customer writes: what was resolved goes on with the AI, and what they were not told is resolved was not. */
export function reopen(row: ConversationRow, now: number): void {
  const mover = { kind: 'customer' as const }
  if (undoableOf(row)?.kind === 'resolve') takeBack(row, mover, row.epoch, now)
  if (row.state === 'resolved') applyMove(row, { kind: 'reopen' }, mover, row.epoch, now)
}
