import { shallowReactive } from 'vue'
import type { ChatItem } from '../db/queries/conversation-messages.ts'
import type { OutboxRow } from '../db/rows.ts'

/**
 * Messages between Enter and the disk, by id: their bubbles need not wait for IndexedDB. Each is here for some
 * milliseconds, until the live query shows its row, or until storing it has failed.
 */
const unwritten = shallowReactive(new Map<string, OutboxRow>())

export function showUnwritten(row: OutboxRow): void {
  unwritten.set(row.id, row)
}

export function forgetUnwritten(id: string): void {
  unwritten.delete(id)
}

/** The items of a conversation with what is still being written at their end; no id twice. */
export function withUnwritten(conversationId: string, items: readonly ChatItem[]): ChatItem[] {
  const stored = new Set(items.map(({ id }) => id))
  const rows = [...unwritten.values()].filter(
    (row) => row.conversationId === conversationId && !stored.has(row.id),
  )
  return [
    ...items,
    ...rows.map((row) => ({ kind: 'pending' as const, id: row.id, pending: row, unseen: null })),
  ]
}

/** Forgets what the live query shows by now. */
export function forgetStored(items: readonly ChatItem[]): void {
  for (const { id } of items) unwritten.delete(id)
}
