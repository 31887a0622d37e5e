import type { AiWords } from '@baton/protocol/team-settings.ts'
import type { Context } from '@baton/protocol/visit.ts'
import type { Talk } from '../conversations/handoff/talk.ts'

/** What a maker of replies is told about the conversation it is to answer in; how much of it, `capTurn` says. */
export interface Turn extends Talk {
  teamId: string
  conversationId: string
  /** Null while nobody has said it. */
  customerName: string | null
  /** The customer's, as their browser says it ("id-ID"); null where it says none. */
  language: string | null
  /**
   * Facts that the customer's browser tells, with names of its own choice. None of it is proven: whoever writes may have
   * made it up, as they may what they write.
   */
  context: Context
  /** What the AI says by itself, in the team's words and the customer's language. */
  words: AiWords
}
