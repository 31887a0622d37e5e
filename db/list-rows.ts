import type { HeadColumns } from '@baton/domain/head-columns.ts'
import type { Id, Timestamp } from '@baton/protocol/primitives.ts'

// Rows that keep the list and the search of the copy fast, and rows of what has left it.

/**
 * Texts of messages, a line each, in the order of arrival. Reading a few blocks searches all messages, while an index
 * of words would make every message three times as expensive to store.
 */
export interface TextBlockRow {
  n: number
  /** 1 once it has full size; smaller blocks are joined from time to time. */
  full: 0 | 1
  /** Texts in searchable form (see `searchable`), joined by newlines. */
  texts: string
  /** `conversationId:seq` of each line of `texts`. */
  places: string
  /** Rough size of its messages on disk (see `copyBytes`); missing in blocks made before version 3. */
  bytes?: number
}

/** The heads of all conversations (see `ListHead`), which are read far faster than as many rows. */
export interface ListSnapshotRow extends HeadColumns {
  key: 'list'
  /** The copy it was made from, and the step of its list at that time. */
  copy: string
  rev: number
}

/** Searchable names of each conversation (see `namesOf`), read only when somebody searches. */
export interface ListNamesRow {
  key: 'names'
  copy: string
  rev: number
  /** Ids and names (their newlines as \f), joined by newlines. */
  ids: string
  names: string
}

/** A conversation that has left the copy, with the step of the list at that time. */
export interface GoneConversationRow {
  id: Id
  rev: number
}

export interface OpenedConversationRow {
  conversationId: Id
  at: Timestamp
}
