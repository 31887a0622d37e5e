import type { ListHead } from '@baton/domain/list-head.ts'
import type { ListSnapshotRow } from './rows.ts'

/** Heads as columns. */
export function packHeads(
  heads: readonly ListHead[],
): Omit<ListSnapshotRow, 'key' | 'copy' | 'rev'> {
  return {
    ids: heads.map(({ id }) => id).join('\n'),
    states: heads.map(({ state }) => state).join('\n'),
    owners: heads.map(({ ownerId }) => ownerId ?? '').join('\n'),
    texts: heads.map(({ text }) => text.replaceAll('\n', '\f')).join('\n'),
    places: Float64Array.from(heads, ({ place }) => place),
    customerCounts: Float64Array.from(heads, ({ customerCount }) => customerCount),
  }
}

const STATES: Record<string, ListHead['state'] | undefined> = {
  ...{ ai: 'ai', waiting: 'waiting', human: 'human', resolved: 'resolved' },
}

/** The heads that were packed. */
export function unpackHeads(row: ListSnapshotRow): ListHead[] {
  const states = row.states.split('\n')
  const owners = row.owners.split('\n')
  const texts = row.texts.split('\n')
  if (row.ids === '') return []
  return row.ids.split('\n').map((id, n) => ({
    id,
    state: STATES[states[n] ?? ''] ?? 'resolved',
    ownerId: owners[n] || null,
    place: row.places[n] ?? 0,
    customerCount: row.customerCounts[n] ?? 0,
    text: (texts[n] ?? '').replaceAll('\f', '\n'),
  }))
}
