import type { Conversation } from '@baton/protocol/conversation.ts'

/**
 * The four looks of a state, plus resolved, waiting too long, and given to me but not accepted yet; each has its own
 * colour everywhere.
 */
export type BadgeTone = 'ai' | 'waiting' | 'late' | 'mine' | 'offered' | 'other' | 'resolved'

/**
 * Which badge of product.md section 1 a conversation has for this agent at a time (ms since 1970); who has waited
 * for `waitLimitMs` is late. The panel has the words.
 */
export function badgeTone(
  {
    state,
    ownerId,
    waitingSince,
    transfer,
  }: Pick<Conversation, 'state' | 'ownerId' | 'waitingSince' | 'transfer'>,
  me: string,
  now: number,
  waitLimitMs: number,
): BadgeTone {
  if (state === 'human') {
    if (ownerId !== me) return 'other'
    return transfer?.kind === 'offered' ? 'offered' : 'mine'
  }
  if (state === 'waiting') return now - (waitingSince ?? now) >= waitLimitMs ? 'late' : 'waiting'
  return state
}
