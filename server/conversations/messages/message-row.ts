import { cleanName } from '@baton/domain/clean-name.ts'
import { isForTeam } from '@baton/domain/system-text.ts'
import type { CustomerAuthor, CustomerMessage } from '@baton/protocol/customer.ts'
import {
  messageDetails,
  type Author,
  type Message,
  type NoticeAbout,
} from '@baton/protocol/message.ts'
import { parseAttachments } from '../../attachments/attachment-row.ts'
import { jsonColumn } from '../../database/json-column.ts'
import type { MessageRow } from '../../database/schema.ts'
import { aboutOf } from './notice.ts'

export const detailsColumn = jsonColumn(messageDetails)

/** A stored message as agents see it. */
export function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    seq: row.seq,
    author: toAuthor(row),
    text: row.text,
    attachments: parseAttachments(row.attachments),
    visibility: row.visibility,
    at: row.at,
    ...detailsColumn.read(row.details),
  }
}

/** A stored message as its customer sees it. Never call it with a note. */
export function toCustomerMessage(row: MessageRow): CustomerMessage {
  const { id, seq, previousSeq, text, at } = row
  const attachments = parseAttachments(row.attachments)
  return { id, seq, previousSeq, author: toCustomerAuthor(toAuthor(row)), text, attachments, at }
}

function toAuthor(row: MessageRow): Author {
  switch (row.authorKind) {
    case 'customer':
      return { kind: 'customer' }
    case 'ai':
      return { kind: 'ai' }
    case 'agent':
      return {
        kind: 'agent',
        id: row.authorId ?? '',
        name: cleanName(row.authorName ?? '') || (row.authorName ?? ''),
      }
    case 'system':
      return { kind: 'system', event: row.event ?? 'resolved', ...told(row) }
  }
}

function told(row: MessageRow): { about?: NoticeAbout } {
  const about = aboutOf(row.about)
  return about ? { about } : {}
}

function toCustomerAuthor(author: Author): CustomerAuthor {
  if (author.kind === 'agent') return { kind: 'agent', name: author.name }
  if (author.kind !== 'system') return author
  const { event, ...notice } = author
  // Events for the team only never reach a customer's message.
  return { ...notice, event: isForTeam(event) ? 'resolved' : event }
}
