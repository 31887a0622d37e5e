import { pendingTransfer, type PendingTransfer } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'

// The conversation is the new owner's at once, and its customer is told when they accept: until then the column keeps
// whom the customer believes to write with. What was stored before had been told at once.
const column = jsonColumn(
  v.object({ ...pendingTransfer.entries, toldOwnerId: v.optional(v.string()) }),
)

/** What the owner of a stored conversation has not answered yet. */
export function pendingOf({ transfer }: Pick<ConversationRow, 'transfer'>): PendingTransfer | null {
  const stored = column.read(transfer)
  if (stored === null) return null
  const { kind, by, note, at, unanswered } = stored
  return { kind, by, note, at, ...(unanswered && { unanswered }) }
}

/** The owner whom the customer was told of last; null when that is the present one. */
export function toldOwnerOf({ transfer }: Pick<ConversationRow, 'transfer'>): string | null {
  return column.read(transfer)?.toldOwnerId ?? null
}

/**
 * Notes what the new owner has to answer, and whom the customer was told of last. Any later move takes it back.
 */
export function setPending(
  row: ConversationRow,
  { by: { id, name }, ...pending }: PendingTransfer,
  toldOwnerId: string | null,
): void {
  const told = toldOwnerId === null ? {} : { toldOwnerId }
  row.transfer = column.write({ ...pending, by: { id, name }, ...told })
}
