import type { Row, SyncedKind } from '@baton/protocol/changes.ts'
import { expressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely'
import type { ReadStored } from '../changes/read-stored.ts'
import type { Database } from '../database/schema.ts'

/** The tables whose rows have a revision and an id of their own. */
type Table = 'conversations' | 'messages' | 'people' | 'agents' | 'templates'

/** What rows are read with. */
export interface Reading {
  db: Kysely<Database>
  read: ReadStored
}

/** Whose rows are read, and from where to where. */
export interface Span {
  teamId: string
  agentId: string
  /** What the client has already. */
  after: number
  upTo: number
  /** Behind it only what an agent needs to work is read. */
  horizon: number
}

/** Where a table is read on: after all of a revision (`id` is null), or after one of its rows. */
export interface Position {
  rev: number
  id: string | null
}

/** A stored row of a revision, with whatever belongs to it. */
export interface Item {
  kind: SyncedKind
  id: string
  rev: number
  rows: Row[]
}

/** Reads the next items of a table by revision and id, up to the end of the span. */
export interface Source {
  kind: SyncedKind
  read(from: Position, limit: number): Promise<Item[]>
}

/** Rows that every agent's copy has: how a pull reads them in a span. */
export type SyncedTable = (reading: Reading, span: Span) => Source | Promise<Source>

/** The next rows of a table, by revision and id. */
export function nextRows<T extends Table, Stored>(
  query: SelectQueryBuilder<Database, T, Stored>,
  span: Span,
  from: Position,
  limit: number,
) {
  const { teamId } = span
  const eb = expressionBuilder<Database, Table>()
  return inOrderOf(query.where(eb('teamId', '=', teamId)), span, from, limit)
}

/** The same of whatever a query finds. */
export function inOrderOf<T extends Table, Stored>(
  query: SelectQueryBuilder<Database, T, Stored>,
  { upTo }: Span,
  { rev, id }: Position,
  limit: number,
) {
  const eb = expressionBuilder<Database, Table>()
  return query
    .where(id === null ? eb('rev', '>', rev) : eb(eb.refTuple('rev', 'id'), '>', eb.tuple(rev, id)))
    .where(eb('rev', '<=', upTo))
    .orderBy(eb.ref('rev'))
    .orderBy(eb.ref('id'))
    .limit(limit)
}

/** Never before a revision. */
export function notBefore(from: Position, rev: number): Position {
  return from.rev < rev ? { rev, id: null } : from
}

/** Stored rows as items; one that cannot be read is an item without a row. */
export function itemsOf<Stored extends { id: string; rev: number }>(
  { read }: Reading,
  kind: SyncedKind,
  stored: readonly Stored[],
  toRow: (stored: Stored) => Row,
): Item[] {
  return stored.map((one) => {
    const row = read(kind, one.id, () => toRow(one))
    return { kind, id: one.id, rev: one.rev, rows: row ? [row] : [] }
  })
}
