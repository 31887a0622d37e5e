import { guestName } from '@baton/domain/guest.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { TeamWrite } from '../../changes/team-write.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import { toConversation } from '../../conversations/conversation-row.ts'
import { toMessage } from '../../conversations/messages/message-row.ts'
import { findPerson, newPerson, savePerson } from '../../customers/person-row.ts'
import type { ConversationRow, Database, MessageRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import type { IntegrationActor } from '../find-key.ts'
import { event, type Event } from '../v1/event-schemas.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

/** What erasing needs besides. */
export interface EraseDeps extends MirrorDeps {
  /** Takes a customer and messages out of the indexes of words. */
  forgetWords: (
    db: Kysely<Database>,
    personId: string,
    messages: readonly Pick<MessageRow, 'id' | 'teamId' | 'text'>[],
  ) => Promise<void>
}

/**
 * Erases a customer of the integration: who they are, and all that was said in their conversations, by whomever. The
 * conversations stay as empty ones, so that every copy is told, also those of older panels. Throws `not-found`.
 */
export function eraseCustomer(
  deps: EraseDeps,
  integration: IntegrationActor,
  externalId: string,
): Promise<{ conversations: number }> {
  const isTest = integration.isTest ? 1 : 0
  return writeAs(deps, integration, async (write) => {
    const { trx, teamId } = write
    const known = await trx
      .deleteFrom('mirroredCustomers')
      .where('integrationId', '=', integration.integrationId)
      .where('isTest', '=', isTest)
      .where('externalId', '=', externalId)
      .returning('personId')
      .executeTakeFirst()
    const person = known && (await findPerson(trx, teamId, known.personId))
    if (!person) throw new Refused('not-found')
    // Nobody is told of a trial.
    write.isKept = true
    const name = guestName(person.id)
    const { id, firstSeenAt } = person
    const emptied = newPerson(
      { id, teamId, name, email: null, version: person.version + 1 },
      write.now,
    )
    await savePerson(write, { ...emptied, firstSeenAt }, isTest === 1)
    const rows = await trx
      .selectFrom('conversations')
      .selectAll()
      .where('teamId', '=', teamId)
      .where('personId', '=', id)
      .execute()
    for (const row of rows) await eraseConversation(write, deps, row, name)
    // Answers that were kept hold the conversation, and so its customer.
    await trx
      .deleteFrom('edits')
      .where('teamId', '=', teamId)
      .where('result', 'like', `%${id}%`)
      .execute()
    return { conversations: rows.length }
  })
}

async function eraseConversation(
  write: TeamWrite,
  { forgetWords }: EraseDeps,
  row: ConversationRow,
  customerName: string,
): Promise<void> {
  const { trx, teamId, now } = write
  const { id, isTest } = row
  const rev = isTest === 1 ? 0 : write.rev
  const messages = await trx
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', id)
    .execute()
  await forgetWords(trx, row.personId, messages)
  applyMove(row, { kind: 'resolve' }, { kind: 'team' }, row.epoch, now)
  Object.assign(row, EMPTY, { state: 'resolved', ownerId: null, waitingSince: null })
  Object.assign(row, { customerName, rev, updatedAt: now })
  await trx.updateTable('conversations').set(row).where('id', '=', id).execute()
  const value = toConversation(row)
  const emptied = { text: '', about: null, attachments: null, fingerprint: null, rev }
  const details = JSON.stringify({ removedAt: now })
  const result = JSON.stringify(value)
  await trx
    .updateTable('messages')
    .set({ ...emptied, details })
    .set((eb) => ({
      result: eb.case().when('result', 'is', null).then(null).else(result).end(),
    }))
    .where('conversationId', '=', id)
    .execute()
  await trx.deleteFrom('mirroredWrites').where('conversationId', '=', id).execute()
  await trx
    .updateTable('customers')
    .set({ name: customerName, email: null, claims: null, context: null })
    .where('id', '=', row.customerId)
    .execute()
  // The bytes go with those that no message has.
  await trx
    .updateTable('attachments')
    .set({ messageId: null, name: '', at: 0 })
    .where('teamId', '=', teamId)
    .where('messageId', 'in', messages.length > 0 ? messages.map((one) => one.id) : [''])
    .execute()
  await eraseEvents(write, row)
  if (isTest === 1) return
  write.rows.push(
    { kind: 'conversation', value },
    ...messages.map((message) => ({
      kind: 'message' as const,
      value: toMessage({ ...message, ...emptied, details }),
    })),
  )
}

/** What a conversation holds of its customer. */
const EMPTY = {
  ref: null,
  customerEmail: null,
  formerName: null,
  page: null,
  tags: '[]',
  handoff: null,
  transfer: null,
  undoable: null,
  undoableUntil: null,
  nudges: null,
  lastMessage: null,
  aiNote: null,
  aiPromised: null,
  rating: null,
  owedSeq: null,
  owedFrom: null,
} satisfies Partial<ConversationRow>

/** Events stay in their places, so that whoever reads on from one goes on; what they tell is empty. */
async function eraseEvents({ trx }: TeamWrite, { id, channelId }: ConversationRow): Promise<void> {
  const rows = await trx
    .selectFrom('integrationEvents')
    .select(['id', 'body'])
    .where('integrationId', '=', channelId ?? '')
    .where('body', 'like', `%${id}%`)
    .execute()
  for (const row of rows) {
    const told = v.parse(event, JSON.parse(row.body))
    if (told.conversation_id !== id) continue
    const body = JSON.stringify(emptyEvent(told))
    await trx.updateTable('integrationEvents').set({ body }).where('id', '=', row.id).execute()
  }
}

function emptyEvent(told: Event): Event {
  const nowhere = { ref: '' }
  switch (told.type) {
    case 'message.created':
    case 'message.updated':
    case 'message.deleted':
      return { ...told, ...nowhere, message: { ...told.message, id: '', text: '' } }
    case 'conversation.returned':
      return { ...told, ...nowhere, note: null, summary: '', promised: [] }
    case 'conversation.rated':
      return { ...told, ...nowhere, comment: null }
    case 'handoff.queued':
    case 'handoff.accepted':
    case 'conversation.taken_over':
    case 'conversation.resolved':
    case 'conversation.reopened':
      return { ...told, ...nowhere }
  }
}
