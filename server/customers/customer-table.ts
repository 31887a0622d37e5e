import {
  itemsOf,
  nextRows,
  notBefore,
  type Reading,
  type Source,
  type Span,
} from '../feature/synced-table.ts'
import { toCustomerDetails } from './person-row.ts'

/** Customers, behind the horizon only with their conversations. */
export function customerTable(reading: Reading, span: Span): Source {
  return {
    kind: 'customer',
    read: async (from, limit) => {
      const query = reading.db.selectFrom('people').selectAll()
      const stored = await nextRows(query, span, notBefore(from, span.horizon), limit).execute()
      return itemsOf(reading, 'customer', stored, (row) =>
        row.gone
          ? { kind: 'customer-gone', value: { id: row.id } }
          : { kind: 'customer', value: toCustomerDetails(row) },
      )
    },
  }
}
