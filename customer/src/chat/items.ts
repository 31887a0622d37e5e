import type { Attachment } from '@baton/protocol/attachment.ts'
import type { CustomerAuthor, CustomerMessage } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { ChatState } from '../store/chat-state.ts'
import { dayOf } from './day-label.ts'
import { words } from '../words/page-words.ts'

export interface Bubble {
  kind: 'bubble'
  key: string
  from: 'me' | 'ai' | 'agent'
  /** Set where somebody begins to speak. */
  name: string | null
  text: string
  attachments: Attachment[]
  /** Milliseconds since 1970; null while it streams in. */
  at: number | null
  status: 'queued' | 'sent' | 'failed' | 'stored'
  failure: ErrorCode | null
}

/** What stands in the log, from top to bottom. Keys stay when a pending or streamed text becomes a message. */
export type Item =
  | Bubble
  | { kind: 'day'; key: string; at: number }
  | { kind: 'notice'; key: string; text: string; at: number }

/** Lays the chat out: stored messages with their days in this zone, then what is pending, then what streams in. */
export function itemsOf(state: ChatState, zone?: string): Item[] {
  const dayOfItem = dayOf(zone)
  const items: Item[] = []
  let day = ''
  let speaker = ''
  const add = (at: number, item: Item, by: string) => {
    const date = dayOfItem(at)
    if (date !== day) {
      items.push({ kind: 'day', key: `day ${date}`, at })
      speaker = ''
    }
    day = date
    if (item.kind === 'bubble' && by === speaker) item.name = null
    speaker = by
    items.push(item)
  }
  for (const message of state.messages) {
    add(message.at, itemOf(message), speakerOf(message.author))
  }
  for (const { id, kind, ...pending } of state.pending) {
    if (kind === 'message') {
      add(pending.at, { kind: 'bubble', key: id, from: 'me', name: null, ...pending }, 'me')
    }
  }
  if (state.reply) {
    const { messageId, text } = state.reply
    const name = speaker === 'ai' ? null : AI_NAME
    items.push({
      ...{ kind: 'bubble', key: messageId, from: 'ai', name, text },
      ...{ attachments: [], at: null, status: 'stored', failure: null },
    })
  }
  return items
}

/** Whether the AI agent is about to answer: it is its turn and it has not begun. */
export function isThinking(state: ChatState): boolean {
  const last = state.messages.at(-1)
  return (
    state.view?.state === 'ai' &&
    state.phase.status === 'live' &&
    state.reply === null &&
    last?.author.kind === 'customer'
  )
}

const AI_NAME = words.aiAgent

function itemOf(message: CustomerMessage): Item {
  const { id, author, text, attachments, at } = message
  if (author.kind === 'system') {
    return { kind: 'notice', key: id, text: noticeText(author, text), at }
  }
  const stored = { status: 'stored', failure: null } as const
  const common = { kind: 'bubble', key: id, text, attachments, at, ...stored } as const
  switch (author.kind) {
    case 'customer':
      return { ...common, from: 'me', name: null }
    case 'ai':
      return { ...common, from: 'ai', name: AI_NAME }
    case 'agent':
      return { ...common, from: 'agent', name: author.name }
  }
}

/** In the language of the page, unless the team has words of its own for it. */
function noticeText(
  { event, about }: Extract<CustomerAuthor, { kind: 'system' }>,
  text: string,
): string {
  return about ? words.notice(event, about.name ?? '') : text
}

function speakerOf(author: CustomerAuthor): string {
  if (author.kind === 'customer') return 'me'
  return author.kind === 'agent' ? `agent ${author.name}` : author.kind
}
