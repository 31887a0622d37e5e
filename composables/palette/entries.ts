import { findableName } from '@baton/domain/guest.ts'
import type { Findable } from '@baton/domain/palette-search.ts'
import { lineSaidBy } from '@baton/domain/plain-line.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Template } from '@baton/protocol/template.ts'
import { usePlace } from '../../stores/place.ts'
import { BLOCKED, blockedBy, runAction, type BlockedReason } from '../actions/actions.ts'
import { ACTIONS, type ActionId } from '../actions/catalogue.ts'
import { insertTemplate, mayInsertTemplate } from '../actions/insert-template.ts'
import { customerName } from '../customer-name.ts'
import { t } from '../i18n.ts'

/** One line of the palette. */
export interface PaletteEntry extends Findable {
  /** The same each time it is there; by it, what was used is known again. */
  key: string
  kind: 'action' | 'conversation' | 'template' | 'setting'
  /** A few words behind the title. */
  detail: string
  /** The action whose key is shown. */
  action?: ActionId
  /** Why it cannot be chosen now, in words; empty when it can. */
  blocked: string
  run: () => unknown
}

/** Why each action is not possible now; null for those that are. */
export function blockedNow(): ReadonlyMap<ActionId, BlockedReason | null> {
  return new Map(ACTIONS.map(({ id }) => [id, blockedBy(id)]))
}

/**
 * Every action, those of the conversation that is open before the others; those that are not possible come last, and
 * say why.
 */
export function actionEntries(reasons: ReturnType<typeof blockedNow>): PaletteEntry[] {
  // In the message box no single letter acts: what is done with the conversation is asked for here.
  const first = usePlace().selectedId === '' ? '' : 'conversation'
  const inOrder = [...ACTIONS].sort((a, b) => Number(b.group === first) - Number(a.group === first))
  const entries = inOrder
    .filter(({ id }) => id !== 'palette')
    .map(({ id, title }): PaletteEntry => {
      const reason = reasons.get(id) ?? null
      return {
        key: `action:${id}`,
        kind: 'action',
        title: t(title),
        more: '',
        detail: '',
        action: id,
        blocked: reason === null ? '' : t(BLOCKED[reason]),
        run: () => runAction(id),
      }
    })
  return [...entries].sort((a, b) => Number(a.blocked !== '') - Number(b.blocked !== ''))
}

/** Conversations, found by name, email and ids: what was said is for the search of the list. */
export function conversationEntries(conversations: readonly Conversation[]): PaletteEntry[] {
  const place = usePlace()
  return conversations.map(({ id, customer, lastMessage }) => ({
    key: `conversation:${id}`,
    kind: 'conversation',
    title: customerName(customer),
    more: [findableName(customer), customer.email, customer.id, id].filter(Boolean).join(' '),
    detail: lastMessage ? lineSaidBy(lastMessage.author, lastMessage.text) : '',
    blocked: '',
    run: () => place.open(id),
  }))
}

/** Templates, to be put into the message box that is open. */
export function templateEntries(templates: readonly Template[]): PaletteEntry[] {
  const blocked = mayInsertTemplate() ? '' : t(BLOCKED[blockedBy('templates') ?? 'notYours'])
  return templates.map((template) => ({
    key: `template:${template.id}`,
    kind: 'template',
    title: `/${template.shortcut}`,
    more: `${template.title} ${template.body}`,
    detail: template.title,
    blocked,
    run: () => insertTemplate(template),
  }))
}
