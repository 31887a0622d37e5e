import { badgeTone, type BadgeTone } from '@baton/domain/conversation-badge.ts'
import { lastActivity } from '@baton/domain/list-head.ts'
import { plainLine } from '@baton/domain/plain-line.ts'
import type { Attached, Conversation } from '@baton/protocol/conversation.ts'
import type { ListRow } from '../db/queries/list-rows.ts'
import { shortDuration } from './format.ts'
import { t } from './i18n.ts'

/** A conversation's badge, in the words of product.md section 1 where the panel speaks English. */
export interface ConversationBadge {
  tone: BadgeTone
  label: string
}

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
    badge: badgeOf(conversation, me, now, row, waitLimitMs),
    preview: preview(conversation, me),
    age: shortDuration(now - (conversation.waitingSince ?? lastActivity(conversation))),
  }
}

/**
 * The badge of a conversation for this agent at a time (ms since 1970); a colleague is called by the first name,
 * as the narrow panel has room for, and said to be gone.
 */
export function badgeOf(
  conversation: Pick<Conversation, 'state' | 'ownerId' | 'waitingSince'>,
  me: string,
  now: number,
  { ownerName, ownerOffline }: Pick<ListRow, 'ownerName' | 'ownerOffline'>,
  waitLimitMs = Number.POSITIVE_INFINITY,
): ConversationBadge {
  const tone = badgeTone(conversation, me, now, waitLimitMs)
  switch (tone) {
    case 'ai':
      return { tone, label: t('list.badgeAi') }
    case 'waiting':
    case 'late': {
      const waited = now - (conversation.waitingSince ?? now)
      return { tone, label: t('list.badgeWaiting', { time: waitingTime(waited) }) }
    }
    case 'mine':
      return { tone, label: t('list.badgeMine') }
    case 'other':
      return {
        tone,
        label: ownerName
          ? t('list.badgeOtherNamed', { name: calledName(ownerName, ownerOffline) })
          : t('list.badgeOther'),
      }
    case 'resolved':
      return { tone, label: t('list.badgeResolved') }
  }
}

function calledName(name: string, offline: boolean): string {
  return offline ? t('handover.ownerOffline', { name: firstName(name) }) : firstName(name)
}

/** "Waiting now" reads as nonsense and "0m" as not waiting at all, so the first minute is told as "<1m". */
function waitingTime(ms: number): string {
  return ms < 60_000 ? `<${shortDuration(60_000)}` : shortDuration(ms)
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
  if (!lastMessage) return t('list.noMessages')
  const { author, text, attached } = lastMessage
  const line = plainLine(text) || attachedLine(attached)
  if (author.kind === 'agent') {
    if (author.id === me) return t('list.youSay', { text: line })
    return t('list.someoneSays', { name: firstName(author.name), text: line })
  }
  return author.kind === 'ai' ? t('list.aiSays', { text: line }) : line
}
