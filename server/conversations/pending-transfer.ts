import { pendingTransfer, type PendingTransfer } from '@baton/protocol/conversation.ts'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'

const column = jsonColumn(pendingTransfer)

/** What the owner of a stored conversation has not answered yet. */
export function pendingOf({ transfer }: Pick<ConversationRow, 'transfer'>): PendingTransfer | null {
  return column.read(transfer)
}

/** Notes what the new owner has to answer. Any later move takes it back. */
export function setPending(
  row: ConversationRow,
  kind: PendingTransfer['kind'],
  { id, name }: PendingTransfer['by'],
  note: string | null,
  at: number,
): void {
  row.transfer = column.write({ kind, by: { id, name }, note, at })
}
