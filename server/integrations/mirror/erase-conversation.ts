import { guestName } from '@baton/domain/guest.ts'
import { parseAttachments } from '../../attachments/attachment-row.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import { companyOf } from '../../conversations/company-of.ts'
import { toConversation } from '../../conversations/conversation-row.ts'
import { customerView } from '../../conversations/customer-view.ts'
import { updateConversation } from '../../conversations/edit-queries.ts'
import { findAnyConversation } from '../../conversations/find-conversation.ts'
import { toMessage } from '../../conversations/messages/message-row.ts'
import { deleteInSlices, SLICE } from '../../database/delete-in-slices.ts'
import type { ConversationRow, MessageRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import { eraseEvents } from './erase-events.ts'
import type { ErasingDeps } from './erasing-deps.ts'

/** Empties a conversation and everything that holds words of it, in slices. It stays, as a resolved one. */
export async function eraseConversation(
  deps: ErasingDeps,
  teamId: string,
  id: string,
): Promise<void> {
  const { db, log, indexes } = deps
  await log.write(teamId, (write) => emptyConversation(write, id))
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after
    const emptied = await log.write(teamId, (write) => emptyMessages(write, id, from))
    const ids = emptied.map((message) => message.id)
    if (ids.length > 0) await indexes.forgetMessages(db, teamId, ids)
    after = emptied.at(-1)?.seq
  }
  await deleteInSlices((atMost) =>
    db
      .deleteFrom('mirroredWrites')
      .where('conversationId', '=', id)
      .where('externalId', 'in', (eb) =>
        eb
          .selectFrom('mirroredWrites')
          .select('externalId')
          .where('conversationId', '=', id)
          .limit(atMost),
      ),
  )
  await eraseEvents(db, id)
}

/** What a conversation holds of its customer. */
const EMPTY = {
  ref: null,
  customerEmail: null,
  formerName: null,
  page: null,
  tags: '[]',
  handoff: null,
  nudges: null,
  lastMessage: null,
  aiNote: null,
  aiPromised: null,
  rating: null,
} satisfies Partial<ConversationRow>

/** From here on nobody writes in it: it has a new epoch, and no name by which its integration finds it. */
async function emptyConversation(write: TeamWrite, id: string): Promise<void> {
  const { trx, teamId, now } = write
  const before = await findAnyConversation(trx, teamId, id)
  const row = { ...before }
  const refusal = applyMove(row, { kind: 'erase' }, { kind: 'team' }, row.epoch, now)
  if (refusal) throw new Refused(refusal)
  const customerName = guestName(row.personId)
  const isTest = row.isTest === 1
  Object.assign(row, EMPTY, { customerName, rev: isTest ? 0 : write.rev })
  const { numAffectedRows } = await updateConversation(trx, before, row)
  if (numAffectedRows !== 1n) throw new Refused('stale-epoch')
  await trx
    .updateTable('customers')
    .set({ name: customerName, email: null, claims: null, context: null })
    .where('id', '=', row.customerId)
    .where('teamId', '=', teamId)
    .execute()
  write.isKept = true
  // An answer that the AI is writing ends here.
  const { customerId, epoch } = row
  const view = await customerView(trx, row)
  write.news.push({ customerId, conversationId: id, messages: [], view, epoch })
  if (isTest) return
  write.rows.push({ kind: 'conversation', value: toConversation(row) })
  // Copies may have dropped a resolved conversation.
  if (before.state === 'resolved') write.rows.push(...(await companyOf(trx, row)))
}

/** Empties the next messages after this sequence, and answers with them; with none at the end. */
async function emptyMessages(
  write: TeamWrite,
  conversationId: string,
  after: number,
): Promise<MessageRow[]> {
  const { trx, teamId, now } = write
  const messages = await trx
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(SLICE)
    .execute()
  if (messages.length === 0) return []
  write.isKept = true
  const row = await findAnyConversation(trx, teamId, conversationId)
  const isTest = row.isTest === 1
  const ids = messages.map(({ id }) => id)
  const emptied = { text: '', about: null, attachments: null, fingerprint: null }
  const changed = {
    ...emptied,
    details: JSON.stringify({ removedAt: now }),
    rev: isTest ? 0 : write.rev,
  }
  const result = JSON.stringify(toConversation(row))
  await trx
    .updateTable('messages')
    .set(changed)
    .set((eb) => ({
      result: eb.case().when('result', 'is', null).then(null).else(result).end(),
    }))
    .where('teamId', '=', teamId)
    .where('id', 'in', ids)
    .execute()
  const files = messages.flatMap(({ attachments }) => parseAttachments(attachments))
  if (files.length > 0) {
    // The bytes go with those that no message has.
    await trx
      .updateTable('attachments')
      .set({ messageId: null, name: '', at: 0 })
      .where('teamId', '=', teamId)
      .where('messageId', 'in', ids)
      .where(
        'id',
        'in',
        files.map(({ id }) => id),
      )
      .execute()
  }
  if (!isTest) {
    const told = messages.map((message) => toMessage({ ...message, ...changed }))
    write.rows.push(...told.map((value) => ({ kind: 'message' as const, value })))
  }
  return messages
}
