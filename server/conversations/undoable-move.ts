import { undoableMove, type UndoableMove } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'
import { toldOwnerOf } from './pending-transfer.ts'

// A move that can be taken back is made at once, and what it says to the customer waits in a column of the
// conversation until it is due. So every panel shows it, nothing of it depends on a process that lives, and
// undoing it is one more move, by the same compare-and-set as any other.

/** What of a conversation such a move changes, as it was before: what the customer still believes. */
const BEFORE = {
  state: v.picklist(['ai', 'waiting', 'human', 'resolved']),
  ownerId: v.nullable(v.string()),
  waitingSince: v.nullable(v.number()),
  transfer: v.nullable(v.string()),
  aiNote: v.nullable(v.string()),
  answeredSeq: v.number(),
  owedSeq: v.nullable(v.number()),
  owedAt: v.number(),
  owedFrom: v.nullable(v.string()),
}
const column = jsonColumn(v.object({ ...undoableMove.entries, before: v.object(BEFORE) }))

type Before = v.InferOutput<v.ObjectSchema<typeof BEFORE, undefined>>
export type StoredUndoable = UndoableMove & { before: Before }

/** The move that a stored conversation's customer has not been told; null when they know everything. */
export function undoableOf({ undoable }: Pick<ConversationRow, 'undoable'>): StoredUndoable | null {
  return column.read(undoable)
}

/** The same as agents are told of it. */
export function toldUndoable(row: ConversationRow): { undoable?: UndoableMove } {
  const stored = undoableOf(row)
  if (stored === null) return {}
  const { kind, by, until } = stored
  return { undoable: { kind, by, until } }
}

/** Whose the conversation is as far as its customer has been told. */
export function toldOf(row: ConversationRow): Pick<ConversationRow, 'state' | 'ownerId'> {
  const told = undoableOf(row)?.before ?? row
  return { state: told.state, ownerId: toldOwnerOf(told) ?? told.ownerId }
}

/** Whether a change of a conversation leaves its customer with the one who answered them before. */
export function isToldTheSame(before: ConversationRow, row: ConversationRow): boolean {
  const [was, is] = [toldOf(before), toldOf(row)]
  return was.state === is.state && was.ownerId === is.ownerId
}

/** What such a move keeps of a row to which it is about to be made. */
export function beforeMove(row: ConversationRow): Before {
  const { state, ownerId, waitingSince, transfer, aiNote } = row
  const { answeredSeq, owedSeq, owedAt, owedFrom } = row
  return {
    state,
    ownerId,
    waitingSince,
    transfer,
    aiNote,
    answeredSeq,
    owedSeq,
    owedAt,
    owedFrom,
  }
}

/** Notes on a row that has been moved that its customer is told at `until`. */
export function setUndoable(
  row: ConversationRow,
  { kind, by: { id, name }, until, before }: StoredUndoable,
): void {
  row.undoable = column.write({ kind, by: { id, name }, until, before })
  row.undoableUntil = until
}
