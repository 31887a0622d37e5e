import { move, type Move, type Mover, type Refusal } from '@baton/domain/ownership.ts'
import { forgetOwed } from './handoff/owed-answer.ts'
import type { ConversationRow } from '../database/schema.ts'
import { ownershipOf } from './conversation-row.ts'

/**
 * Makes a move on a row that is being changed, by the rules of ownership; answers why not when they refuse.
 * It answers what was pending, and what the AI owed ends with the epoch: who wants either says so afterwards. A move
 * that the customer has not been told is never told.
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
