import type { ConversationState, Handoff } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { Context, Page } from '@baton/protocol/visit.ts'

export type ImportedMessage = {
  text: string
  /** Milliseconds since 1970; messages are given oldest first. */
  at: number
} & (
  | { from: 'customer' | 'ai' }
  | { from: 'agent'; agentId: string; note?: boolean }
  /** The text may be empty: the server has the words. */
  | { from: 'system'; event: SystemEvent; agentId?: string }
)

export interface ImportedConversation {
  /** The importer's own key, by which `wasImported` finds it. */
  key?: string
  customer: {
    name: string
    email: string | null
    /** The customer's id at the team's site. Conversations of one subject belong to one customer. */
    subject?: string
    context?: Context
    language?: string
    timeZone?: string
  }
  page?: Page
  /** Lower case, as in the protocol. */
  tags?: readonly string[]
  state: ConversationState
  /** Needed exactly when `state` is `human`. */
  ownerId?: string
  handoff?: Handoff
  /** For `waiting`: since when. Defaults to the time of the last message. */
  waitingSince?: number
  messages: readonly ImportedMessage[]
}
