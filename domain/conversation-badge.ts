import type { Conversation } from '@baton/protocol/conversation.ts'
import { shortDuration } from './short-duration.ts'

/** The four looks of a state, plus resolved and waiting too long; each has its own colour everywhere. */
export type BadgeTone = 'ai' | 'waiting' | 'late' | 'mine' | 'other' | 'resolved'

export interface ConversationBadge {
  tone: BadgeTone
  label: string
}

/**
 * The badge of a conversation for this agent, in the exact words of product.md section 1.
 * `now` is in ms since 1970; `ownerName` is shown when a colleague holds it; who has waited for `waitLimitMs` is
 * late.
 */
export function conversationBadge(
  conversation: Pick<Conversation, 'state' | 'ownerId' | 'waitingSince'>,
  me: string,
  now: number,
  ownerName?: string,
  waitLimitMs = Number.POSITIVE_INFINITY,
): ConversationBadge {
  switch (conversation.state) {
    case 'ai':
      return { tone: 'ai', label: 'AI Active' }
    case 'waiting': {
      const ms = now - (conversation.waitingSince ?? now)
      return { tone: ms >= waitLimitMs ? 'late' : 'waiting', label: `Waiting ${waited(ms)}` }
    }
    case 'human':
      if (conversation.ownerId === me) return { tone: 'mine', label: 'Handled by You' }
      return {
        tone: 'other',
        label: ownerName ? `Handled by Other · ${ownerName}` : 'Handled by Other',
      }
    case 'resolved':
      return { tone: 'resolved', label: 'Resolved' }
  }
}

/** "Waiting now" reads as nonsense and "0m" as not waiting at all, so the first minute is told as "<1m". */
function waited(ms: number): string {
  return ms < 60_000 ? '<1m' : shortDuration(ms)
}
