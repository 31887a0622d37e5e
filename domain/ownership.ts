import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Role } from '@baton/protocol/agent.ts'

/** The fields that decide who may write: the compare-and-set register behind every move. */
export type Ownership = Pick<Conversation, 'state' | 'epoch' | 'ownerId'>

/** Who makes a move. */
export type Mover =
  | { kind: 'agent'; id: string; role: Role }
  | { kind: 'ai' }
  /** The bot of an integration, which answers in the AI's place. */
  | { kind: 'bot' }
  | { kind: 'customer' }
  /** The team, by its settings. */
  | { kind: 'team' }

export type Move =
  | { kind: 'take-over' }
  | { kind: 'hand-to-ai' }
  | { kind: 'transfer'; toAgentId: string }
  /**
   * The owner gives a transfer back to a colleague, or to nobody (null). The team does it when they did not accept in
   * time.
   */
  | { kind: 'decline'; backTo: string | null }
  | { kind: 'resolve' }
  | { kind: 'ask-human' }
  | { kind: 'reopen' }
  /** The owner left: somebody else has to see to the customer. */
  | { kind: 'owner-left' }
  /** The customer is erased. The conversation stays as an empty one that nobody holds, whatever it was. */
  | { kind: 'erase' }
  /** Undoes a move of the agent `by` before the customer is told, and restores `back`. */
  | { kind: 'undo'; by: string; back: Pick<Ownership, 'state' | 'ownerId'> }

export type Refusal = 'stale-epoch' | 'already-taken' | 'forbidden' | 'wrong-state'

export type MoveResult = { ok: true; next: Ownership } | { ok: false; code: Refusal }

/**
 * The rules of ownership (product.md section 1): which move leads from where to where, and who may make it.
 * Every accepted move raises the epoch by one, so that a write under the old owner is recognised.
 *
 * `seenEpoch` is the epoch that the mover saw. If it is not the present one, the mover acted on an old state and is
 * refused: a take-over as `already-taken`, any other move as `stale-epoch`.
 */
export function move(current: Ownership, asked: Move, mover: Mover, seenEpoch: number): MoveResult {
  if (seenEpoch !== current.epoch) {
    const lost = asked.kind === 'take-over' && current.state === 'human'
    return { ok: false, code: lost ? 'already-taken' : 'stale-epoch' }
  }
  switch (asked.kind) {
    case 'take-over':
      return takeOver(current, mover)
    case 'hand-to-ai':
      // A move by the team's settings, or the customer's withdrawal of their request.
      if (mover.kind === 'team' || mover.kind === 'customer') {
        return ifWaiting(current, () => to(current, 'ai', null))
      }
      if (mover.kind !== 'agent') return refused('forbidden')
      if (current.state === 'waiting') return to(current, 'ai', null)
      return ifHeldBy(mover, current, () => to(current, 'ai', null))
    case 'transfer':
      return ifHeldBy(mover, current, () => toAgent(current, asked.toAgentId))
    case 'decline':
      return ifTeamOrHolder(mover, current, () =>
        asked.backTo === null ? to(current, 'waiting', null) : toAgent(current, asked.backTo),
      )
    case 'resolve':
      if (mover.kind === 'bot') return ifAis(current, () => to(current, 'resolved', null))
      if (mover.kind !== 'agent') return refused('forbidden')
      if (current.state === 'resolved') return refused('wrong-state')
      if (current.state !== 'human') return to(current, 'resolved', null)
      return ifHeldBy(mover, current, () => to(current, 'resolved', null))
    case 'ask-human':
      if (!['ai', 'bot', 'customer'].includes(mover.kind)) return refused('forbidden')
      return ifAis(current, () => to(current, 'waiting', null))
    case 'reopen':
      if (mover.kind !== 'customer') return refused('forbidden')
      return current.state === 'resolved' ? to(current, 'ai', null) : refused('wrong-state')
    case 'owner-left':
      if (mover.kind !== 'team') return refused('forbidden')
      return current.state === 'human' ? to(current, 'waiting', null) : refused('wrong-state')
    case 'erase':
      if (mover.kind !== 'team') return refused('forbidden')
      return to(current, 'resolved', null)
    case 'undo':
      return undo(current, asked, mover)
  }
}

function takeOver(current: Ownership, mover: Mover): MoveResult {
  if (mover.kind !== 'agent') return refused('forbidden')
  if (current.state === 'human') {
    if (current.ownerId === mover.id) return refused('wrong-state')
    // Only an admin takes over from a colleague, and only under the present epoch.
    if (mover.role !== 'admin') return refused('already-taken')
  }
  return to(current, 'human', mover.id)
}

function ifHeldBy(mover: Mover, current: Ownership, then: () => MoveResult): MoveResult {
  if (mover.kind !== 'agent') return refused('forbidden')
  if (current.state !== 'human') return refused('wrong-state')
  return current.ownerId === mover.id ? then() : refused('forbidden')
}

function ifTeamOrHolder(mover: Mover, current: Ownership, then: () => MoveResult): MoveResult {
  if (mover.kind !== 'team') return ifHeldBy(mover, current, then)
  return current.state === 'human' ? then() : refused('wrong-state')
}

/** The agent who made the move undoes it. The customer does, too, by going on as if it had not happened. */
function undo(
  current: Ownership,
  { by, back }: Extract<Move, { kind: 'undo' }>,
  mover: Mover,
): MoveResult {
  const may = mover.kind === 'customer' || (mover.kind === 'agent' && mover.id === by)
  if (!may) return refused('forbidden')
  // Nothing else can be undone: the customer has been told of a human who answers.
  const undoable = current.state === 'ai' || current.state === 'resolved'
  return undoable ? to(current, back.state, back.ownerId) : refused('wrong-state')
}

function ifWaiting(current: Ownership, then: () => MoveResult): MoveResult {
  return current.state === 'waiting' ? then() : refused('wrong-state')
}

function ifAis(current: Ownership, then: () => MoveResult): MoveResult {
  return current.state === 'ai' ? then() : refused('wrong-state')
}

function toAgent(current: Ownership, agentId: string): MoveResult {
  return agentId === current.ownerId ? refused('wrong-state') : to(current, 'human', agentId)
}

function to(current: Ownership, state: Ownership['state'], ownerId: string | null): MoveResult {
  return { ok: true, next: { state, ownerId, epoch: current.epoch + 1 } }
}

function refused(code: Refusal): MoveResult {
  return { ok: false, code }
}

/** Whether this agent may send the customer a message now under this epoch. */
export function mayReply(current: Ownership, agentId: string, seenEpoch: number): boolean {
  return current.state === 'human' && current.ownerId === agentId && current.epoch === seenEpoch
}

/** Whether an AI answer made under this epoch may still be stored. */
export function mayAiReply(current: Ownership, seenEpoch: number): boolean {
  return current.state === 'ai' && current.epoch === seenEpoch
}
