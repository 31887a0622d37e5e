import type { Move, Mover, Refusal } from '@baton/domain/ownership.ts'
import type { UndoableMove } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import type { ConversationRow } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { applyMove } from './apply-move.ts'
import { addNotice, type ConversationEdit } from './conversation-edit.ts'
import { beforeMove, setUndoable, undoableOf } from './undoable-move.ts'

export interface UndoDeps {
  ids: Ids
  /** How long a move may be taken back, in ms; with 0 it is told at once. */
  undoMs: number
}

const EVENTS = {
  'hand-to-ai': 'handed-to-ai',
  resolve: 'resolved',
} as const satisfies Record<UndoableMove['kind'], SystemEvent>

/**
 * Makes an agent's move that can be undone for a while. Agents see it at once; `tellMove` tells the customer later.
 * Returns the reason if the move is refused.
 */
export function makeUndoable(
  { ids, undoMs }: UndoDeps,
  write: TeamWrite,
  edit: ConversationEdit,
  agent: AgentActor,
  { kind, epoch }: { kind: UndoableMove['kind']; epoch: number },
): Refusal | null {
  const { row } = edit
  const earlier = undoableOf(row)
  // A colleague's earlier move is theirs to undo, and must not be undone together with this one.
  if (earlier && earlier.by.id !== agent.id && epoch === row.epoch) tellMove(write, edit, ids)
  // The customer knows of neither move, so undoing leads back to before the first one.
  const before = undoableOf(row)?.before ?? beforeMove(row)
  const mover = { kind: 'agent' as const, id: agent.id, role: agent.role }
  const refusal = applyMove(row, { kind }, mover, epoch, write.now)
  if (refusal) return refusal
  setUndoable(row, { kind, by: agent, until: write.now + undoMs, before })
  if (undoMs === 0) tellMove(write, edit, ids)
  return null
}

/** Tells the customer of an undoable move. From then on it cannot be undone. */
export function tellMove(write: TeamWrite, edit: ConversationEdit, ids: Ids): void {
  const { row } = edit
  const told = undoableOf(row)
  if (!told) return
  row.undoable = null
  row.undoableUntil = null
  addNotice(write, edit, { id: ids.next(), event: EVENTS[told.kind], name: told.by.name })
}

/** Undoes the move: restores the conversation under a new epoch. Returns the reason if that is refused. */
export function takeBack(
  row: ConversationRow,
  mover: Mover,
  seenEpoch: number,
  now: number,
): Refusal | null {
  const undoable = undoableOf(row)
  if (!undoable) return row.epoch === seenEpoch ? 'wrong-state' : 'stale-epoch'
  const { by, before } = undoable
  const asked: Move = { kind: 'undo', by: by.id, back: before }
  const refusal = applyMove(row, asked, mover, seenEpoch, now)
  if (refusal) return refusal
  Object.assign(row, before)
  return null
}
