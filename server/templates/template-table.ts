import { itemsOf, nextRows, type Reading, type Source, type Span } from '../feature/synced-table.ts'
import { toTemplate } from './template-row.ts'

/** The team's, and the agent's own: a personal template is its owner's alone. */
export function templateTable(reading: Reading, span: Span): Source {
  return {
    kind: 'template',
    read: async (from, limit) => {
      const query = reading.db
        .selectFrom('templates')
        .selectAll()
        .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', span.agentId)]))
      const stored = await nextRows(query, span, from, limit).execute()
      return itemsOf(reading, 'template', stored, (row) =>
        row.gone
          ? { kind: 'template-gone', value: { id: row.id, version: row.version } }
          : { kind: 'template', value: toTemplate(row) },
      )
    },
  }
}
