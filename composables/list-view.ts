import { conversationBadge, type ConversationBadge } from '@baton/domain/conversation-badge.ts'
import { lastActivity } from '@baton/domain/list-head.ts'
import { shortDuration } from '@baton/domain/short-duration.ts'
import type { Attached, Conversation } from '@baton/protocol/conversation.ts'
import type { ListRow } from '../db/queries/list-rows.ts'
import { t } from './i18n.ts'

/** A row of the list, ready to be shown. */
export interface ShownRow extends ListRow {
  badge: ConversationBadge
  /** The last thing said, with who said it where that is not the customer. */
  preview: string
  /** How long ago something was said, or how long a human is waited for. */
  age: string
}

/** What a row shows to this agent at a time (ms since 1970); who has waited for `waitLimitMs` is late. */
export function shownRow(row: ListRow, me: string, now: number, waitLimitMs?: number): ShownRow {
  const { conversation } = row
  return {
    ...row,
    badge: badgeOf(conversation, me, now, row.ownerName, waitLimitMs),
    preview: preview(conversation, me),
    age: shortDuration(now - (conversation.waitingSince ?? lastActivity(conversation))),
  }
}

/** A conversation's badge; a colleague is called by the first name, as the narrow panel has room for. */
export function badgeOf(
  conversation: Conversation,
  me: string,
  now: number,
  ownerName: string | null | undefined,
  waitLimitMs?: number,
): ConversationBadge {
  const owner = ownerName ? firstName(ownerName) : undefined
  return conversationBadge(conversation, me, now, owner, waitLimitMs)
}

/** The first word of a name. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name
}

/** What a message without a text shows in the list. */
function attachedLine(attached: Attached | null): string {
  if (!attached) return ''
  const { kind, name, count } = attached
  if (kind === 'image') return t('attachment.pictures', { count })
  return count === 1 ? name : t('attachment.files', { count })
}

function preview({ lastMessage }: Conversation, me: string): string {
  if (!lastMessage) return 'No messages yet'
  const { author, text, attached } = lastMessage
  const line = text.replace(/\s+/g, ' ').trim() || attachedLine(attached)
  if (author.kind === 'agent')
    return `${author.id === me ? 'You' : firstName(author.name)}: ${line}`
  return author.kind === 'ai' ? `AI: ${line}` : line
}
