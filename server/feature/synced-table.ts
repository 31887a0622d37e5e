import type { Row, SyncedKind } from '@baton/protocol/changes.ts'
import { expressionBuilder, type Kysely, type SelectQueryBuilder } from 'kysely'
import type { ReadStored } from '../changes/read-stored.ts'
import type { Database } from '../database/schema.ts'

/** The tables whose rows have a revision and an id of their own. */
type Table = 'conversations' | 'messages' | 'people' | 'agents' | 'templates'

/** What reading rows needs. */
export interface Reading {
  db: Kysely<Database>
  read: ReadStored
}

/** Whose rows are read, and in which range of revisions. */
export interface Span {
  teamId: string
  agentId: string
  /** The revision that the client has already. */
  after: number
  upTo: number
  /** Up to this revision, only rows that an agent needs for work are read. */
  horizon: number
}

/** Where to continue in a table: after a whole revision (`id` is null), or after one of its rows. */
export interface Position {
  rev: number
  id: string | null
}

/** A stored row of a revision, with the rows that go with it. */
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

/** Rows that every agent's copy has, as a pull reads them in a span. */
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

/** Limits any query to the next rows, by revision and id. */
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

/** The later of `from` and the end of revision `rev`. */
export function notBefore(from: Position, rev: number): Position {
  return from.rev < rev ? { rev, id: null } : from
}

/** Turns stored rows into items. An unreadable row becomes an item without a row. */
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
