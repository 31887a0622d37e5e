import type { Row, SyncedKind } from '@baton/protocol/changes.ts'

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

/** A synced table: its next items by revision and id, up to the end of the span. */
export interface Source {
  kind: SyncedKind
  read(from: Position, limit: number): Promise<Item[]>
}
