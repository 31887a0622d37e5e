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
  /** The text may be left empty: the server knows the words. */
  | { from: 'system'; event: SystemEvent; agentId?: string }
)

export interface ImportedConversation {
  /** The importer's own name for it, by which `wasImported` knows it again. */
  key?: string
  customer: {
    name: string
    email: string | null
    /** Who they are at the team's site: conversations of one subject are one person's. */
    subject?: string
    context?: Context
    language?: string
    timeZone?: string
  }
  page?: Page
  /** As the protocol keeps them: lower case. */
  tags?: readonly string[]
  state: ConversationState
  /** Needed exactly when `state` is `human`. */
  ownerId?: string
  handoff?: Handoff
  /** For `waiting`: since when; the last message's time if left out. */
  waitingSince?: number
  messages: readonly ImportedMessage[]
}
