import { itemsOf, nextRows, type Reading, type Source, type Span } from '../feature/synced-table.ts'
import { toAgent } from './agent-row.ts'
import { toTeam } from './team-row.ts'
import { toldIntegrations } from './told-integrations.ts'

/** The team's agents, those who have left among them. */
export function agentTable(reading: Reading, span: Span): Source {
  return {
    kind: 'agent',
    read: async (from, limit) => {
      const query = reading.db.selectFrom('agents').selectAll()
      const stored = await nextRows(query, span, from, limit).execute()
      return itemsOf(reading, 'agent', stored, (row) => ({ kind: 'agent', value: toAgent(row) }))
    },
  }
}

/** The team itself, where its settings were written in the span: its `rev` is that of all its data. */
export function teamTable(reading: Reading, span: Span): Source {
  return {
    kind: 'team',
    read: async ({ rev, id }) => {
      const stored = await reading.db
        .selectFrom('teams')
        .select(['id', 'name', 'settings', 'settingsRev as rev'])
        .where('id', '=', span.teamId)
        .where('settingsRev', id === '' ? '>=' : '>', rev)
        .where('settingsRev', '<=', span.upTo)
        .execute()
      // Most pages have no row of the team's.
      const told = stored.length > 0 ? await toldIntegrations(reading.db, span.teamId) : []
      return itemsOf(reading, 'team', stored, (row) => ({ kind: 'team', value: toTeam(row, told) }))
    },
  }
}
