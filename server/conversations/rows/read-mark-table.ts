import { notBefore, type Reading, type Source, type Span } from '../../feature/synced-table.ts'

/** The agent's own read marks: other agents' are not sent. */
export function readMarkTable(reading: Reading, span: Span): Source {
  return {
    kind: 'read-mark',
    read: async (from, limit) => {
      const { rev, id } = notBefore(from, span.horizon)
      const stored = await reading.db
        .selectFrom('readMarks')
        .select(['agentId', 'conversationId', 'seq', 'customerCount', 'rev'])
        .where('agentId', '=', span.agentId)
        .where((eb) =>
          id === null
            ? eb('rev', '>', rev)
            : eb(eb.refTuple('rev', 'conversationId'), '>', eb.tuple(rev, id)),
        )
        .where('rev', '<=', span.upTo)
        .orderBy('rev')
        .orderBy('conversationId')
        .limit(limit)
        .execute()
      return stored.map(({ rev, ...value }) => ({
        kind: 'read-mark',
        id: value.conversationId,
        rev,
        rows: [{ kind: 'read-mark', value }],
      }))
    },
  }
}
