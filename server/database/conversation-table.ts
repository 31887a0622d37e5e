import type { ConversationState } from '@baton/protocol/conversation.ts'

/** See schema.ts for what all tables have in common. */
export interface ConversationTable {
  id: string
  teamId: string
  /** The browser it was begun in. */
  customerId: string
  /** The integration that carries it, and its own name of it; null in Baton's own chat. */
  channelId: string | null
  ref: string | null
  /** The integration whose bot answers in it; null where Baton's own AI agent does. */
  botId: string | null
  /** 1 of a trial of an integration. It and its messages have revision 0, so that no copy is told of them. */
  isTest: number
  personId: string
  customerName: string
  customerEmail: string | null
  state: ConversationState
  epoch: number
  ownerId: string | null
  waitingSince: number | null
  /** JSON */
  handoff: string | null
  /** JSON */
  transfer: string | null
  /** JSON of a move that the customer has not been told, and when they are. */
  undoable: string | null
  undoableUntil: number | null
  /** JSON of who nudged lately. */
  nudges: string | null
  lastSeq: number
  /** Sequence of the newest message that the customer may see. */
  lastPublicSeq: number
  /** JSON */
  lastMessage: string | null
  customerCount: number
  customerSeenSeq: number
  createdAt: number
  updatedAt: number
  rev: number
  /** What the customer was called before they signed in. */
  formerName: string | null
  /** JSON */
  page: string | null
  /** JSON */
  tags: string
  /** Note of the latest handover to the AI. */
  aiNote: string | null
  /** JSON of what was promised with it; null for nothing. */
  aiPromised: string | null
  /** JSON of the customer's word on how they were helped. */
  rating: string | null
  /** Up to which of the customer's messages nobody waits for the AI any more. */
  answeredSeq: number
  /** The customer's message that the AI owes an answer to; null when it owes none. */
  owedSeq: number | null
  /** Not to be tried before. */
  owedAt: number
  owedAttempts: number
  /** The network that what is owed was asked from; null once nothing is owed, and where it is not known. */
  owedFrom: string | null
  /** Who is answering, and until when they are taken to be alive. */
  leaseHolder: string | null
  leaseUntil: number
}
