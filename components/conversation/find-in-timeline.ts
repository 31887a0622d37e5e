import { asMarkdown } from '@baton/domain/escape-markdown.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { TimelineItem } from '../message/timeline.ts'

/** My message that was written last and has not gone out; it may still be taken back. */
export function lastQueued(items: readonly TimelineItem[]): string | undefined {
  const last = items.findLast((item) => item.kind === 'pending' && item.pending.status === 'queued')
  return last?.kind === 'pending' ? last.pending.id : undefined
}

/** My messages that wait for me to say that they go out: refused ones, and the first of the held ones. */
export function waitingForMe(items: readonly TimelineItem[]): string[] {
  return items.flatMap((item) => {
    if (item.kind !== 'pending') return []
    const { id, status } = item.pending
    return status === 'failed' || (status === 'held' && item.unseen !== null) ? [id] : []
  })
}

/** The reply that the card proposes; empty if it has none, or an agent has answered since a human was asked for. */
export function openSuggestion(
  { handoff }: Pick<Conversation, 'handoff'>,
  items: readonly TimelineItem[],
): string {
  const last = items.findLast((item) => {
    if (item.kind === 'pending') return item.pending.visibility === 'everyone'
    return item.kind === 'message' && (isReply(item.message) || isAsking(item.message))
  })
  const answered = last !== undefined && !(last.kind === 'message' && isAsking(last.message))
  return (!answered && handoff?.suggestedReply) || ''
}

function isReply({ author, visibility }: Message): boolean {
  return author.kind === 'agent' && visibility === 'everyone'
}

function isAsking({ author }: Message): boolean {
  return (
    author.kind === 'system' && (author.event === 'human-asked' || author.event === 'owner-left')
  )
}

/** What the customer said last, in words, as Markdown. */
export function lastOfCustomer(items: readonly TimelineItem[]): string | undefined {
  const last = items.findLast(
    (item) =>
      item.kind === 'message' &&
      item.message.author.kind === 'customer' &&
      item.message.text !== '',
  )
  return last?.kind === 'message' ? asMarkdown(last.message.author, last.message.text) : undefined
}
