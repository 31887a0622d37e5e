import { asMarkdown } from '@baton/domain/escape-markdown.ts'
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
