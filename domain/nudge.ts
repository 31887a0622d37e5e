import type { Conversation, Nudged } from '@baton/protocol/conversation.ts'

/** How long an agent must wait before nudging again in the same conversation, in ms. */
export const NUDGE_EVERY_MS = 5 * 60_000

/** When this agent may nudge again (ms since 1970, by the server's clock); 0 if they have not nudged lately. */
export function nudgeAgainAt(nudges: readonly Nudged[] | undefined, agentId: string): number {
  const last = nudges?.findLast(({ by }) => by.id === agentId)
  return last === undefined ? 0 : last.at + NUDGE_EVERY_MS
}

/** The newest nudge addressed to this agent as the owner that they have not read. `readSeq` is their read mark. */
export function openNudge(
  { state, ownerId, nudges }: Pick<Conversation, 'state' | 'ownerId' | 'nudges'>,
  me: string,
  readSeq: number,
): Nudged | undefined {
  if (state !== 'human' || ownerId !== me) return undefined
  return nudges?.findLast((nudge) => nudge.ownerId === me && nudge.seq > readSeq)
}
