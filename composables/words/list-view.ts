import { badgeTone, type BadgeTone } from '@baton/domain/conversation-badge.ts'
import { firstNameOf } from '@baton/domain/first-name.ts'
import { guestPage } from '@baton/domain/guest.ts'
import { lastActivity } from '@baton/domain/list-head.ts'
import { lineSaidBy } from '@baton/domain/plain-line.ts'
import type { Attached, Conversation } from '@baton/protocol/conversation.ts'
import type { ListRow } from '../../db/queries/list-rows.ts'
import { shortDuration } from './format.ts'
import { carrierNames, carriersOf } from './carriers.ts'
import { handoffLine } from './handoff-words.ts'
import { t } from './i18n.ts'

/** A conversation's badge, in the words of product.md section 1 where the panel speaks English. */
export interface ConversationBadge {
  tone: BadgeTone
  label: string
  /** As few letters as tell it below the heading of its section. */
  short: string
}

/** A row of the list, ready to be shown. */
export interface ShownRow extends ListRow {
  badge: ConversationBadge
  /** The last thing said, with who said it where that is not the customer. */
  preview: string
  /** All that the card says, in one line; empty unless a human is waited for. */
  why: string
  /** Whether the card says that it is urgent. */
  urgent: boolean
  /** What else tells them from others: the bot or channel, the tags, and of a guest the page they wrote from. Mostly empty. */
  about: string
  /** How long ago something was said; empty while a human is waited for, which the badge tells. */
  age: string
}

/** What a row shows to this agent at a time (ms since 1970); who has waited for `waitLimitMs` is late. */
export function shownRow(row: ListRow, me: string, now: number, waitLimitMs: number): ShownRow {
  const { conversation } = row
  return {
    ...row,
    badge: badgeOf(conversation, me, now, row, waitLimitMs),
    preview: row.nudgedBy
      ? t('list.nudged', { name: firstName(row.nudgedBy) })
      : preview(conversation, me),
    ...cardOf(conversation),
    about: aboutOf(row),
    age: conversation.state === 'waiting' ? '' : shortDuration(now - lastActivity(conversation)),
  }
}

/**
 * The badge of a conversation for this agent at a time (ms since 1970); a colleague is called by the first name,
 * as the narrow panel has room for, and said to be gone.
 */
export function badgeOf(
  conversation: Pick<Conversation, 'state' | 'ownerId' | 'waitingSince' | 'transfer'>,
  me: string,
  now: number,
  { ownerName, ownerOffline }: Pick<ListRow, 'ownerName' | 'ownerOffline'>,
  waitLimitMs: number,
): ConversationBadge {
  const tone = badgeTone(conversation, me, now, waitLimitMs)
  switch (tone) {
    case 'ai':
      return { tone, label: t('list.badgeAi'), short: t('list.filterAi') }
    case 'waiting':
    case 'late': {
      const waited = now - (conversation.waitingSince ?? now)
      const time = waitingTime(waited)
      return { tone, label: t('list.badgeWaiting', { time }), short: time }
    }
    case 'mine':
      return { tone, label: t('list.badgeMine'), short: t('list.badgeYou') }
    case 'offered': {
      const name = firstName(conversation.transfer?.by.name ?? '')
      return { tone, label: t('list.badgeOffered', { name }), short: name }
    }
    case 'other': {
      const name = ownerName ? calledName(ownerName, ownerOffline) : ''
      const label = name ? t('list.badgeOtherNamed', { name }) : t('list.badgeOther')
      return { tone, label, short: name || t('list.filterOthers') }
    }
    case 'resolved':
      return { tone, label: t('list.badgeResolved'), short: t('list.badgeResolved') }
  }
}

function calledName(name: string, offline: boolean): string {
  return offline ? t('list.ownerOffline', { name: firstName(name) }) : firstName(name)
}

/** "Waiting now" reads as nonsense and "0m" as not waiting at all, so the first minute is told as "<1m". */
function waitingTime(ms: number): string {
  return ms < 60_000 ? `<${shortDuration(60_000)}` : shortDuration(ms)
}

/** What a colleague is called by; where the name does not tell, the whole of it. */
export function firstName(name: string): string {
  return firstNameOf(name) ?? name
}

/** What a message without a text shows in the list. */
function attachedLine(attached: Attached | null): string {
  if (!attached) return ''
  const { kind, name, count } = attached
  if (kind === 'image') return t('list.pictures', { count })
  return count === 1 ? name : t('list.files', { count })
}

function cardOf({ state, handoff }: Conversation): Pick<ShownRow, 'why' | 'urgent'> {
  if (state !== 'waiting' || !handoff) return { why: '', urgent: false }
  return { why: handoffLine(handoff), urgent: handoff.urgency === 'high' }
}

function aboutOf({ conversation, integrations = [] }: ListRow): string {
  const carriers = carriersOf(conversation, integrations)
  return [
    carrierNames(carriers),
    carriers.bot?.watchOnly ? t('list.watchOnly') : '',
    conversation.tags.join(', '),
    guestPage(conversation),
  ]
    .filter(Boolean)
    .join(' · ')
}

/**
 * The line below the name. While the AI or nobody has it, that is what the customer wants: their last words, or what the
 * card says of them. Where a human has it, who spoke last.
 */
function preview(conversation: Conversation, me: string): string {
  const { state, lastMessage, handoff, waitingSince, customerCount } = conversation
  if (!lastMessage) return t('list.noMessages')
  const said = lastMessage.author.kind === 'customer' ? lastMessage : lastMessage.customerSaid
  const wanted =
    said && (lineSaidBy({ kind: 'customer' }, said.text) || attachedLine(said.attached))
  if (state === 'ai' && wanted) return wanted
  if (state === 'waiting') {
    // Of much that was said before a human was asked for the card tells better.
    const isSince = said === lastMessage && lastMessage.at > (waitingSince ?? 0)
    const line = ((isSince || customerCount < 2) && wanted) || handoff?.summary || wanted
    if (line) return line
  }
  const { author, text, attached } = lastMessage
  const line = lineSaidBy(author, text) || attachedLine(attached)
  if (author.kind === 'agent') {
    if (author.id === me) return t('list.youSay', { text: line })
    return t('list.someoneSays', { name: firstName(author.name), text: line })
  }
  return author.kind === 'ai' ? t('list.aiSays', { text: line }) : line
}
