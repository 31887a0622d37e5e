import type { SyncedKind } from '@baton/protocol/changes.ts'

/** What a stored row is. */
export type StoredKind = SyncedKind | 'audit-entry'

/**
 * Reads a stored row. Returns null for a row that this server cannot read, and reports it. One unreadable row must
 * never stop everybody's sync.
 */
export type ReadStored = <T>(kind: StoredKind, id: string, read: () => T) => T | null

/** A stored row does not fit its schema. */
export class UnreadableRow extends Error {
  readonly kind: StoredKind
  readonly id: string

  constructor(kind: StoredKind, id: string, cause: unknown) {
    super(`The stored ${kind} ${id} cannot be read; it is left out.`, { cause })
    this.kind = kind
    this.id = id
  }
}

export function readStored(onFault: (error: unknown) => void): ReadStored {
  return (kind, id, read) => {
    try {
      return read()
    } catch (error) {
      onFault(new UnreadableRow(kind, id, error))
      return null
    }
  }
}
