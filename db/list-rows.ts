import type { HeadColumns } from '@baton/domain/head-columns.ts'
import type { Id, Timestamp } from '@baton/protocol/primitives.ts'

// What keeps the list and the search of the copy quick, and what has left it.

/**
 * Texts of messages, a line each, in the order they came: reading a few of these is a search over all messages,
 * where an index of words would make every message three times as costly to store.
 */
export interface TextBlockRow {
  n: number
  /** 1 once it is as large as they get; smaller ones are put together now and then. */
  full: 0 | 1
  /** Texts as they are looked through (see `searchable`), joined by line ends. */
  texts: string
  /** `conversationId:seq` of each line of `texts`. */
  places: string
  /** What its messages take on the disk, about (see `copyBytes`); missing in blocks made before version 3. */
  bytes?: number
}

/** The heads of all conversations (see `ListHead`), which are read far faster than as many rows. */
export interface ListSnapshotRow extends HeadColumns {
  key: 'list'
  /** The copy it was made of, and up to which step of its list. */
  copy: string
  rev: number
}

/** By what a search finds each of them (see `namesOf`): read only once something is searched for. */
export interface ListNamesRow {
  key: 'names'
  copy: string
  rev: number
  /** Ids and names (their line ends as \f), joined by line ends. */
  ids: string
  names: string
}

/** A conversation that has left the copy, and in which step of the list. */
export interface GoneConversationRow {
  id: Id
  rev: number
}

export interface OpenedConversationRow {
  conversationId: Id
  at: Timestamp
}
