import { pendingTransfer, type PendingTransfer } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import type { ConversationRow } from '../database/schema.ts'

/** What the owner of a stored conversation has not answered yet. */
export function pendingOf({ transfer }: Pick<ConversationRow, 'transfer'>): PendingTransfer | null {
  return transfer === null ? null : v.parse(pendingTransfer, JSON.parse(transfer))
}

/** Notes what the new owner has to answer. Any later move takes it back. */
export function setPending(
  row: ConversationRow,
  kind: PendingTransfer['kind'],
  { id, name }: PendingTransfer['by'],
  note: string | null,
  at: number,
): void {
  const pending: PendingTransfer = { kind, by: { id, name }, note, at }
  row.transfer = JSON.stringify(pending)
}
