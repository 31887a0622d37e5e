import { ALERT_KINDS } from '@baton/domain/alert-preferences.ts'
import { beginningOf } from '@baton/domain/beginning-of.ts'
import { shownNameAndPage } from '@baton/domain/guest.ts'
import type {
  Conversation,
  Handoff,
  HandoffCause,
  HandoffReason,
} from '@baton/protocol/conversation.ts'
import type { AlertEvent } from '../db/queries/alert-events.ts'
import type { Notification } from '../platform/platform.ts'
import type { AlertText, Say } from './words.ts'

/** Prefix of the id of a notification about one conversation. */
export const OWN = 'conversation:'
/** Id of the one notification for many events. */
export const SUMMARY = 'summary'
/** Prefix of the id of a notification about a failed take-over. */
const OUTCOME = 'outcome:'

const REASON = {
  'customer-asked': 'alerts.customerAsked',
  unsure: 'alerts.unsure',
  repeated: 'alerts.repeated',
  'owner-left': 'alerts.ownerLeft',
} as const satisfies Record<HandoffReason, AlertText>

const CAUSE = {
  upset: 'alerts.upset',
  'not-permitted': 'alerts.notPermitted',
  sensitive: 'alerts.sensitive',
  failed: 'alerts.failed',
  other: 'alerts.other',
} as const satisfies Record<HandoffCause, AlertText>

/** Most characters of a page's title beside a guest's name, so that the rest of the title stays visible. */
const PAGE_MAX = 40
/** Most characters of a customer's text. Systems cut it off somewhere beyond that. */
const TEXT_MAX = 180

/** The id of a conversation's notification. There is one each: a new event replaces the previous one. */
export function notificationId(conversationId: string): string {
  return OWN + conversationId
}

export function outcomeId(conversationId: string): string {
  return OUTCOME + conversationId
}

/** The conversation of a notification; null for the summary and other notifications. */
export function conversationOf(notificationId: string): string | null {
  const start = [OWN, OUTCOME].find((prefix) => notificationId.startsWith(prefix))
  return start === undefined ? null : notificationId.slice(start.length)
}

/** A customer's name; for a guest with the page, as "Guest Otter (Your cart)". */
export function calledIn(conversation: Conversation, t: Say): string {
  return shownNameAndPage(
    conversation,
    t.language,
    (name, page) => `${name} (${shortened(page, PAGE_MAX)})`,
  )
}

/** The desktop notification of one event. `showText`: whether it may show the customer's text. */
export function notificationOf(event: AlertEvent, t: Say, showText: boolean): Notification {
  const { kind, conversation, count, text } = event
  const name = calledIn(conversation, t)
  const id = notificationId(conversation.id)
  switch (kind) {
    case 'waiting':
      return {
        id,
        title: t('alerts.waiting', { name }),
        message: conversation.handoff ? shortened(cardLine(conversation.handoff, t, showText)) : '',
        buttons: [t('alerts.takeOver'), t('alerts.open')],
      }
    case 'transfer':
      return {
        id,
        title: transferTitle(conversation, t),
        message: showText ? shortened(text) : t('alerts.hidden'),
        buttons: [t('alerts.open')],
      }
    case 'nudge':
      return {
        id,
        title: t('alerts.nudge', { agent: text, name }),
        message: '',
        buttons: [t('alerts.open')],
      }
    case 'reply':
      return {
        id,
        title: t('alerts.reply', { name, count }),
        message: showText ? shortened(text) : t('alerts.hidden'),
        buttons: [t('alerts.open')],
      }
  }
}

/** Why a human is wanted, and if words may be shown, what the AI says of it. */
function cardLine(card: Handoff, t: Say, showText: boolean): string {
  const { reason, cause, reasonText, summary, openQuestion, urgency } = card
  const why = t(cause === undefined ? REASON[reason] : CAUSE[cause])
  return [
    urgency === 'high' ? t('alerts.urgent') : '',
    ...(showText ? [reasonText ?? why, summary, openQuestion] : [why]),
  ]
    .filter(Boolean)
    .join('. ')
}

function transferTitle(conversation: Conversation, t: Say): string {
  const { transfer } = conversation
  const name = calledIn(conversation, t)
  const agent = transfer?.by.name ?? ''
  return transfer?.kind === 'declined'
    ? t('alerts.declined', { agent, name })
    : t('alerts.transfer', { agent, name })
}

/** One notification for many events, so that an agent who returns is not flooded. */
export function summaryOf(events: readonly AlertEvent[], t: Say): Notification {
  const words = {
    waiting: 'alerts.someWaiting',
    transfer: 'alerts.someTransfer',
    nudge: 'alerts.someNudge',
    reply: 'alerts.someReply',
  } as const
  const parts = ALERT_KINDS.flatMap((kind) => {
    const count = events.filter((event) => event.kind === kind).length
    return count === 0 ? [] : [t(words[kind], { count })]
  })
  return {
    id: SUMMARY,
    title: t('alerts.summary', { count: events.length }),
    message: parts.join(', '),
    buttons: [],
  }
}

function shortened(text: string, max = TEXT_MAX): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= max ? line : `${beginningOf(line, max - 1)}…`
}
