import type { Conversation, Nudged } from '@baton/protocol/conversation.ts'

/** How long an agent who nudged waits until they may do so again in that conversation, in ms. */
export const NUDGE_EVERY_MS = 5 * 60_000

/** From when on this agent may nudge again (ms since 1970, by the server's clock); 0 when they have not lately. */
export function nudgeAgainAt(nudges: readonly Nudged[] | undefined, agentId: string): number {
  const last = nudges?.findLast(({ by }) => by.id === agentId)
  return last === undefined ? 0 : last.at + NUDGE_EVERY_MS
}

/** The newest nudge that the owner has not seen, if it was to this agent; `readSeq` is up to where they have read. */
export function openNudge(
  { state, ownerId, nudges }: Pick<Conversation, 'state' | 'ownerId' | 'nudges'>,
  me: string,
  readSeq: number,
): Nudged | undefined {
  if (state !== 'human' || ownerId !== me) return undefined
  return nudges?.findLast((nudge) => nudge.ownerId === me && nudge.seq > readSeq)
}
