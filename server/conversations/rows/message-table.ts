import {
  itemsOf,
  nextRows,
  notBefore,
  type Reading,
  type Source,
  type Span,
} from '../../feature/synced-table.ts'
import { toMessage } from '../messages/message-row.ts'

/** Messages after the horizon. Earlier ones come with their conversations, or on request. */
export function messageTable(reading: Reading, span: Span): Source {
  return {
    kind: 'message',
    read: async (from, limit) => {
      const query = reading.db.selectFrom('messages').selectAll()
      const stored = await nextRows(query, span, notBefore(from, span.horizon), limit).execute()
      return itemsOf(reading, 'message', stored, (row) => ({
        kind: 'message',
        value: toMessage(row),
      }))
    },
  }
}
