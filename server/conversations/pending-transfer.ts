import { pendingTransfer, type PendingTransfer } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'

// A transferred conversation is the new owner's at once, but its customer is told only when they accept. Until then
// the column keeps the owner whom the customer knows. Older rows lack it: their customers were told at once.
const column = jsonColumn(
  v.object({ ...pendingTransfer.entries, toldOwnerId: v.optional(v.string()) }),
)

/** What the owner of a stored conversation still has to answer. */
export function pendingOf({ transfer }: Pick<ConversationRow, 'transfer'>): PendingTransfer | null {
  const stored = column.read(transfer)
  if (stored === null) return null
  const { kind, by, note, at, unanswered } = stored
  return { kind, by, note, at, ...(unanswered && { unanswered }) }
}

/** The owner whom the customer was last told of; null if that is the present one. */
export function toldOwnerOf({ transfer }: Pick<ConversationRow, 'transfer'>): string | null {
  return column.read(transfer)?.toldOwnerId ?? null
}

/**
 * Stores the transfer that the owner has to answer, and the owner whom the customer was last told of. Any later move
 * clears both.
 */
export function setPending(
  row: ConversationRow,
  { by: { id, name }, ...pending }: PendingTransfer,
  toldOwnerId: string | null,
): void {
  const told = toldOwnerId === null ? {} : { toldOwnerId }
  row.transfer = column.write({ ...pending, by: { id, name }, ...told })
}
