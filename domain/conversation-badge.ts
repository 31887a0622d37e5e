import type { Conversation } from '@baton/protocol/conversation.ts'

/**
 * The badge's tones, each with its own colour everywhere: the four states, and waiting too long, mine, and
 * transferred to me but not accepted.
 */
export type BadgeTone = 'ai' | 'waiting' | 'late' | 'mine' | 'offered' | 'other' | 'resolved'

/**
 * The tone of a conversation's badge for this agent at a time (ms since 1970). A customer who has waited for
 * `waitLimitMs` is late. The texts are in the panel.
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
