import { findableName, guestPage } from '@baton/domain/guest.ts'
import type { Findable } from '@baton/domain/palette-search.ts'
import { lineSaidBy } from '@baton/domain/plain-line.ts'
import type { TextPart } from '@baton/domain/search-text.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { usePlace } from '../../stores/place.ts'
import {
  BLOCKED,
  blockedBy,
  isOffered,
  runAction,
  type BlockedReason,
} from '../../composables/actions/actions.ts'
import { ACTIONS, type ActionEntry, type ActionId } from '../../composables/actions/catalogue.ts'
import { insertTemplate, mayInsertTemplate } from '../../composables/actions/insert-template.ts'
import { customerName } from '../../composables/words/customer-name.ts'
import { t } from '../../composables/words/i18n.ts'
import { searchHit } from '../../composables/words/search-hit.ts'

/** One line of the palette. */
export interface PaletteEntry extends Findable {
  /** The same each time it is there; by it, what was used is known again. */
  key: string
  kind: 'action' | 'conversation' | 'message' | 'colleague' | 'template' | 'setting' | 'search'
  /** A few words behind the title. */
  detail: string
  /** The same where what was looked for is marked in it. */
  line?: readonly TextPart[]
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
  const all: readonly ActionEntry[] = ACTIONS
  const inOrder = all
    .filter(isOffered)
    .sort((a, b) => Number(b.group === first) - Number(a.group === first))
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

/** A conversation, found by name, email and ids. */
export function conversationEntry(conversation: Conversation): PaletteEntry {
  const { id, customer, lastMessage } = conversation
  return {
    key: `conversation:${id}`,
    kind: 'conversation',
    title: customerName(conversation.customer),
    more: [findableName(customer), customer.email, customer.id, id].filter(Boolean).join(' '),
    detail: [
      guestPage(conversation),
      lastMessage && lineSaidBy(lastMessage.author, lastMessage.text),
    ]
      .filter(Boolean)
      .join(' · '),
    blocked: '',
    run: () => usePlace().open(id),
  }
}

/** A message in which the words of a search were found; it is opened at its place. */
export function messageEntry(
  message: Message,
  conversation: Conversation,
  words: readonly string[],
  me: string,
): PaletteEntry {
  const { line, seq } = searchHit({ conversation }, words, message, me)
  const page = guestPage(conversation)
  return {
    key: `message:${message.id}`,
    kind: 'message',
    title: customerName(conversation.customer),
    more: '',
    detail: '',
    line: [...(page === null ? [] : [{ text: `${page} · `, marked: false }]), ...(line ?? [])],
    blocked: '',
    run: () => usePlace().open(conversation.id, seq),
  }
}

/** Those of the team, and who has left it and `holds` something still; each leads to what they hold. */
export function colleagueEntries(
  agents: readonly Agent[],
  holds: ReadonlyMap<string, number>,
): PaletteEntry[] {
  return agents
    .filter(({ id, active }) => active || holds.has(id))
    .map(({ id, name, email }) => ({
      key: `colleague:${id}`,
      kind: 'colleague',
      title: name,
      more: email,
      detail: t('palette.colleagueHolds', { count: holds.get(id) ?? 0 }),
      blocked: '',
      run: () => {
        const place = usePlace()
        place.showAll()
        runAction('filterAll')
        place.agentId = id
      },
    }))
}

/** Puts the words into the search of the list, which looks through everything that this browser and the server have. */
export function searchEntry(text: string): PaletteEntry {
  return {
    key: 'search',
    kind: 'search',
    title: t('palette.searchEverywhere', { text }),
    more: '',
    detail: '',
    blocked: '',
    run: () => {
      const place = usePlace()
      place.showAll()
      place.search = text
      runAction('search')
    },
  }
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
