import type { Delivery, MessageDetails } from '@baton/protocol/message.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { changeMessage, editConversation, saveEdit } from '../../conversations/conversation-edit.ts'
import { detailsColumn } from '../../conversations/messages/message-row.ts'
import type { ConversationRow, MessageRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import { tellTeam } from '../../team/tell-team.ts'
import { toMirrored } from '../events/events-of.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import type {
  MirroredMessage,
  PatchMessage,
  PostReceipt,
  ReceiptResult,
} from '../v1/api-schemas.ts'
import { findMirrored, mayBotReply, stateOf } from './find-mirrored.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

/** Which message of an integration's is meant. */
interface Named {
  ref: string
  id: string
}

/** UTF-16 code units of all that a message said before, so that its row stays within a frame. */
const EARLIER_MAX = 8_000

/**
 * The text of a message was changed elsewhere; the team goes on seeing what it said. Throws `not-found` unless the
 * integration stored it, `wrong-state` once it is removed, and `not_yours` as for new words of the bot.
 */
export function patchMessage(
  deps: MirrorDeps,
  integration: IntegrationActor,
  { ref, id }: Named,
  { text, epoch }: PatchMessage,
): Promise<MirroredMessage> {
  return writeAs(deps, integration, async (write) => {
    const { row, stored, details } = await findOwn(write, integration, ref, id)
    if (details.removedAt !== undefined) throw new Refused('wrong-state')
    if (stored.text === text) return told(stored, id)
    if (stored.authorKind === 'ai') await checkMayReply(write, row, epoch)
    const earlier = [{ text: stored.text, until: write.now }, ...(details.earlier ?? [])]
    const more = { editedAt: write.now, earlier: fitting(earlier) }
    return told(await save(write, row, stored, { ...details, ...more }, text), id)
  })
}

/** A message was removed elsewhere; the team goes on seeing it. Throws `not-found` unless the integration stored it. */
export function deleteMessage(
  deps: MirrorDeps,
  integration: IntegrationActor,
  { ref, id }: Named,
): Promise<MirroredMessage> {
  return writeAs(deps, integration, async (write) => {
    const { row, stored, details } = await findOwn(write, integration, ref, id)
    if (details.removedAt !== undefined) return told(stored, id)
    return told(await save(write, row, stored, { ...details, removedAt: write.now }), id)
  })
}

/**
 * A channel reports what became of words of an agent or the bot. What was seen stays so. Throws `not-found`, and
 * `wrong-state` for a customer's words.
 */
export function giveReceipt(
  deps: MirrorDeps,
  integration: IntegrationActor,
  { ref, id }: Named,
  receipt: PostReceipt,
): Promise<ReceiptResult> {
  return writeAs(deps, integration, async (write) => {
    const row = await findMirrored(write.trx, integration, ref)
    const stored = (await findOwnMessage(write, row, id)) ?? (await findById(write, row, id))
    if (!stored) throw new Refused('not-found')
    if (stored.authorKind === 'customer') throw new Refused('wrong-state')
    const details = detailsOf(stored)
    const before = details.delivery
    const isKnown = before?.state === 'seen' || isSame(before, receipt)
    if (!isKnown) {
      const delivery: Delivery = { ...receipt, at: write.now }
      await save(write, row, stored, { ...details, delivery })
      if (row.isTest === 0) await noteGivesReceipts(write, integration)
    }
    return { id, state: isKnown ? before.state : receipt.state }
  })
}

function isSame(before: Delivery | undefined, receipt: PostReceipt): before is Delivery {
  if (before?.state !== receipt.state) return false
  return receipt.state !== 'failed' || before.reason === receipt.reason
}

/** From the first one on agents are told of a message that nothing is heard of. */
async function noteGivesReceipts(
  write: TeamWrite,
  { integrationId }: IntegrationActor,
): Promise<void> {
  const { numUpdatedRows } = await write.trx
    .updateTable('integrations')
    .set({ givesReceipts: 1 })
    .where('id', '=', integrationId)
    .where('teamId', '=', write.teamId)
    .where('givesReceipts', '=', 0)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await tellTeam(write)
}

async function findOwn(
  write: TeamWrite,
  integration: IntegrationActor,
  ref: string,
  id: string,
): Promise<{ row: ConversationRow; stored: MessageRow; details: MessageDetails }> {
  const row = await findMirrored(write.trx, integration, ref)
  const stored = await findOwnMessage(write, row, id)
  if (!stored) throw new Refused('not-found')
  return { row, stored, details: detailsOf(stored) }
}

/** A message by the integration's own id of it. */
function findOwnMessage({ trx }: TeamWrite, { id: conversationId }: ConversationRow, id: string) {
  return trx
    .selectFrom('mirroredWrites')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.id', '=', 'mirroredWrites.messageId')
        .onRef('messages.teamId', '=', 'mirroredWrites.teamId'),
    )
    .selectAll('messages')
    .where('mirroredWrites.conversationId', '=', conversationId)
    .where('mirroredWrites.kind', '=', 'message')
    .where('mirroredWrites.externalId', '=', id)
    .executeTakeFirst()
}

/** A message that the customer may see, by its id here. */
function findById({ trx, teamId }: TeamWrite, { id: conversationId }: ConversationRow, id: string) {
  return trx
    .selectFrom('messages')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('conversationId', '=', conversationId)
    .where('visibility', '=', 'everyone')
    .executeTakeFirst()
}

function detailsOf({ details }: MessageRow): MessageDetails {
  return detailsColumn.read(details) ?? {}
}

async function checkMayReply(
  write: TeamWrite,
  row: ConversationRow,
  under: number | undefined,
): Promise<void> {
  if (under !== undefined && mayBotReply(row, under)) return
  const { owner, epoch } = await stateOf(write.trx, row)
  throw new ApiRefused('not_yours', { detail: { owner, epoch } })
}

/** The latest of what was said before, as much as fits. */
function fitting(earlier: NonNullable<MessageDetails['earlier']>): typeof earlier {
  let left = EARLIER_MAX
  return earlier.filter(({ text }) => {
    left -= text.length
    return left >= 0
  })
}

async function save(
  write: TeamWrite,
  row: ConversationRow,
  stored: MessageRow,
  details: MessageDetails,
  text = stored.text,
): Promise<MessageRow> {
  const edit = editConversation(row)
  const changed = await changeMessage(write, edit, stored, { text, details })
  await saveEdit(write, edit)
  return changed
}

function told(message: MessageRow, id: string): MirroredMessage {
  return toMirrored(message, { messageId: () => id })
}
