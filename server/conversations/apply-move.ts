import { move, type Move, type Mover, type Refusal } from '@baton/domain/ownership.ts'
import { forgetOwed } from './handoff/owed-answer.ts'
import type { ConversationRow } from '../database/schema.ts'
import { ownershipOf } from './conversation-row.ts'

/**
 * Applies a move to a row by the rules of ownership; returns the reason if they refuse it. Every move clears a
 * pending transfer and the owed AI answer: callers that want either must set it afterwards. It also drops an undoable
 * move, which the customer is then never told of.
 */
export function applyMove(
  row: ConversationRow,
  asked: Move,
  mover: Mover,
  seenEpoch: number,
  now: number,
): Refusal | null {
  const moved = move(ownershipOf(row), asked, mover, seenEpoch)
  if (!moved.ok) return moved.code
  Object.assign(row, moved.next)
  row.waitingSince = row.state === 'waiting' ? now : null
  row.transfer = null
  row.undoable = null
  row.undoableUntil = null
  row.updatedAt = now
  forgetOwed(row)
  return null
}
