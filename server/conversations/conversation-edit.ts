import { beginningOf } from '@baton/domain/beginning-of.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type {
  Author,
  Message,
  MessageDetails,
  NoticeAbout,
  NoticeEvent,
} from '@baton/protocol/message.ts'
import { attachedOf } from '../attachments/attachment-row.ts'
import { settingsIn } from '../team/settings-in.ts'
import { detailsColumn, toCustomerMessage, toMessage } from './messages/message-row.ts'
import { noticeOf } from './messages/notice.ts'
import { IdTaken } from '../changes/once.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow, MessageRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import { lastMessageColumn, toConversation } from './conversation-row.ts'
import { findShown, insertMessage, updateConversation, updateMessage } from './edit-queries.ts'
import { actsOf } from './acts-of.ts'
import { companyOf } from './company-of.ts'
import { customerView } from './customer-view.ts'
import { isToldTheSame } from './undoable-move.ts'

/** The list shows one line, so more of the last message need not travel with every change. */
const LAST_MESSAGE_MAX = 200

type LastMessage = NonNullable<Conversation['lastMessage']>

/** A conversation being changed in one transaction: change `row`, add messages, then call `saveEdit`. */
export interface ConversationEdit {
  readonly before: ConversationRow | null
  readonly row: ConversationRow
  readonly messages: MessageRow[]
  /** Stored messages that were changed. */
  readonly changed: MessageRow[]
  /** Ids of messages that also store the conversation after them, as the answer to their request. */
  readonly resultsFor: Set<string>
}

export interface NewMessage {
  id: string
  author: Author
  text: string
  attachments?: readonly Attachment[]
  visibility?: Message['visibility']
  fingerprint?: string
  at?: number
  /** `NoticeAbout`, as stored. */
  about?: string
  details?: MessageDetails
}

export function editConversation(row: ConversationRow, isNew = false): ConversationEdit {
  return {
    before: isNew ? null : { ...row },
    row,
    messages: [],
    changed: [],
    resultsFor: new Set(),
  }
}

/** Adds a message at the next position of the conversation. */
export function addMessage(
  write: TeamWrite,
  edit: ConversationEdit,
  added: NewMessage,
): MessageRow {
  const { row } = edit
  const { author, text, attachments = [] } = added
  const at = added.at ?? write.now
  const visibility = added.visibility ?? 'everyone'
  const seq = row.lastSeq + 1
  const message: MessageRow = {
    teamId: write.teamId,
    id: added.id,
    conversationId: row.id,
    seq,
    previousSeq: row.lastPublicSeq,
    authorKind: author.kind,
    authorId: author.kind === 'agent' ? author.id : null,
    authorName: author.kind === 'agent' ? author.name : null,
    event: author.kind === 'system' ? author.event : null,
    about: added.about ?? null,
    text,
    visibility,
    at,
    rev: revisionOf(write, row),
    fingerprint: added.fingerprint ?? null,
    attachments: attachments.length > 0 ? JSON.stringify(attachments) : null,
    details: added.details ? detailsColumn.write(added.details) : null,
    result: null,
  }
  row.lastSeq = seq
  row.updatedAt = at
  if (visibility === 'everyone') {
    row.lastPublicSeq = seq
  }
  // The list shows what people said. The badge already tells that a conversation was taken over.
  if (visibility === 'everyone' && author.kind !== 'system') {
    const customerSaid = author.kind === 'customer' ? undefined : saidByCustomer(row)
    row.lastMessage = lastMessageColumn.write({
      author,
      text: beginningOf(text, LAST_MESSAGE_MAX),
      attached: attachedOf(attachments),
      at,
      ...(customerSaid && { customerSaid }),
    })
  }
  if (author.kind === 'customer') row.customerCount += 1
  edit.messages.push(message)
  return message
}

/** Changes what is said of a stored message, or its text. The list goes on showing what it says. */
export async function changeMessage(
  write: TeamWrite,
  edit: ConversationEdit,
  stored: MessageRow,
  { text, details }: { text: string; details: MessageDetails },
): Promise<MessageRow> {
  const { row } = edit
  const rev = revisionOf(write, row)
  const message = { ...stored, text, details: detailsColumn.write(details), rev }
  edit.changed.push(message)
  const last = lastMessageColumn.read(row.lastMessage)
  if (!last || text === stored.text) return message
  const to = beginningOf(text, LAST_MESSAGE_MAX)
  const shown = await findShown(write.trx, row.id)
  const { customerSaid } = last
  const changed = shown.last === stored.seq ? { ...last, text: to } : last
  row.lastMessage = lastMessageColumn.write(
    customerSaid && shown.customers === stored.seq
      ? { ...changed, customerSaid: { ...customerSaid, text: to } }
      : changed,
  )
  return message
}

/** The customer's last words, which go with a last message of somebody else. */
function saidByCustomer(row: ConversationRow): LastMessage['customerSaid'] {
  const last = lastMessageColumn.read(row.lastMessage)
  return last?.author.kind === 'customer'
    ? { text: last.text, attached: last.attached }
    : last?.customerSaid
}

interface Notice extends NoticeAbout {
  id: string
  event: NoticeEvent
  fingerprint?: string
  at?: number
}

/** Adds a notice that everybody reads. */
export function addNotice(write: TeamWrite, edit: ConversationEdit, notice: Notice): MessageRow {
  return addMessage(write, edit, noticeOf(settingsIn(write).notices, notice))
}

/** Adds a notice that only the team reads. */
export function addTeamNotice(
  write: TeamWrite,
  edit: ConversationEdit,
  notice: Notice,
): MessageRow {
  const made = noticeOf(settingsIn(write).notices, notice)
  return addMessage(write, edit, { ...made, visibility: 'team' })
}

/**
 * Writes the edit. The UPDATE repeats the conditions, epoch and last sequence, so that even a mistake in locking
 * cannot overwrite another change. Throws `IdTaken` when a message's id is used.
 */
export async function saveEdit(write: TeamWrite, edit: ConversationEdit): Promise<void> {
  const { before, row, messages } = edit
  row.rev = revisionOf(write, row)
  const seen = toConversation(row)
  if (before) {
    const { numAffectedRows } = await updateConversation(write.trx, before, row)
    if (numAffectedRows !== 1n) throw new Refused('stale-epoch')
  } else {
    await write.trx.insertInto('conversations').values(row).execute()
  }
  for (const message of messages) {
    if (edit.resultsFor.has(message.id)) message.result = JSON.stringify(seen)
    const { numAffectedRows } = await insertMessage(write.trx, message)
    if (numAffectedRows !== 1n) throw new IdTaken()
  }
  if (row.isTest === 0) await tellAgents(write, edit, seen)
  for (const message of edit.changed) await updateMessage(write.trx, message)
  const { channelId } = row
  if (channelId !== null) {
    write.mirrored.push({ channelId, before, row: { ...row }, messages, changed: edit.changed })
  }
  await tellCustomer(write, edit)
}

/** A trial has no revision, so that no copy is told of it. */
function revisionOf({ rev }: TeamWrite, { isTest }: ConversationRow): number {
  return isTest === 1 ? 0 : rev
}

async function tellAgents(
  write: TeamWrite,
  { before, row, messages, changed }: ConversationEdit,
  seen: Conversation,
): Promise<void> {
  write.rows.push(
    { kind: 'conversation', value: seen },
    ...[...messages, ...changed].map((message) => ({
      kind: 'message' as const,
      value: toMessage(message),
    })),
  )
  if (!before) return
  for (const act of actsOf(before, row)) write.acts.push(act)
  // Copies may have dropped a resolved conversation, so its customer and read marks are sent with it.
  if (before.state === 'resolved') write.rows.push(...(await companyOf(write.trx, row)))
}

async function tellCustomer(write: TeamWrite, { before, row, messages }: ConversationEdit) {
  // The end of an undo time counts as a move too: from now on the AI may answer.
  const moved = before?.epoch !== row.epoch || before.undoable !== row.undoable
  write.news.push({
    customerId: row.customerId,
    conversationId: row.id,
    messages: messages.filter((m) => m.visibility === 'everyone').map(toCustomerMessage),
    view: before && isToldTheSame(before, row) ? null : await customerView(write.trx, row),
    epoch: moved ? row.epoch : null,
  })
}
