import type { IntegrationKind } from '@baton/protocol/integration.ts'

/** A program outside that talks to the server for one team. */
export interface IntegrationTable {
  id: string
  teamId: string
  name: string
  kind: IntegrationKind
  avatar: string | null
  /** 1 where its bot shows answers without asking before. */
  watchOnly: number
  /** 1 once it has reported what became of a message. */
  givesReceipts: number
  createdAt: number
  /** When it has fetched events last, accurate to a minute; null of one that never has. */
  fetchedAt: number | null
  /** Since when it takes nothing of what it is told; null of one that does. */
  downSince: number | null
  /** 1 once removed: what came by it goes on naming it. */
  gone: number
}

/** A key that holds. Revoking deletes it. */
export interface IntegrationKeyTable {
  id: string
  teamId: string
  integrationId: string
  /** SHA-256 of the key, hex; the key itself is kept nowhere. */
  hash: string
  ending: string
  isTest: number
  /** JSON of a list of scopes. */
  scopes: string
  createdAt: number
  /** Written at most once a minute. */
  lastUsedAt: number | null
}

/** Whom an integration means by its own id of a customer. */
export interface MirroredCustomerTable {
  teamId: string
  integrationId: string
  /** 1 of a trial's: the same id means somebody else there. */
  isTest: number
  externalId: string
  personId: string
}

/** A customer who is being erased. Deleted once nothing is left of them. */
export interface ErasureTable {
  personId: string
  teamId: string
  /** Conversations are emptied in the order of their ids: up to this one they are. Empty before the first. */
  conversationId: string
}

/** What an integration was first answered, by its own id of what it asked. */
export interface MirroredWriteTable {
  teamId: string
  conversationId: string
  kind: 'message' | 'handoff'
  externalId: string
  fingerprint: string
  /** JSON */
  result: string
  /** The message that was stored; null where none was. */
  messageId: string | null
  /** 1 of words that reached the customer though the conversation was not the bot's. */
  shown: number
}

/** Something that an integration is told. Written in the transaction that did it. */
export interface IntegrationEventTable {
  id: string
  teamId: string
  integrationId: string
  conversationId: string | null
  /** The revision that did it, and its place among the events of that revision: their order. */
  rev: number
  place: number
  at: number
  /** 1 of a trial's. */
  isTest: number
  /** JSON of the event as it is told. */
  body: string
}

/** A message of a customer's whose answer a channel waits for in the response (`POST /api/chat`). */
export interface ChatAskTable {
  teamId: string
  conversationId: string
  /** Of the message. */
  seq: number
  at: number
  /** Until when whoever asked may yet have the answer in the response; 0 once nobody waits. */
  waitsUntil: number
  /** The message of the AI's that answers it; null while there is none, and where a later message has the answer. */
  answerId: string | null
  /** 1 once the response with it was sent. */
  isGiven: number
}
