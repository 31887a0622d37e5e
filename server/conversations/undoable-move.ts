import { undoableMove, type UndoableMove } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'
import { toldOwnerOf } from './pending-transfer.ts'

// An undoable move is made at once, and the notice for the customer waits in a column until it is due. So every panel
// shows the move, it survives a restart, and undoing it is one more move by the same compare-and-set.

/** The fields that such a move changes, with their earlier values: what the customer still believes. */
const BEFORE = {
  state: v.picklist(['ai', 'waiting', 'human', 'resolved']),
  ownerId: v.nullable(v.string()),
  waitingSince: v.nullable(v.number()),
  transfer: v.nullable(v.string()),
  aiNote: v.nullable(v.string()),
  aiPromised: v.optional(v.nullable(v.string()), null),
  answeredSeq: v.number(),
  owedSeq: v.nullable(v.number()),
  owedAt: v.number(),
  owedFrom: v.nullable(v.string()),
}
const column = jsonColumn(v.object({ ...undoableMove.entries, before: v.object(BEFORE) }))

type Before = v.InferOutput<v.ObjectSchema<typeof BEFORE, undefined>>
export type StoredUndoable = UndoableMove & { before: Before }

/** The undoable move of a stored conversation; null if there is none. */
export function undoableOf({ undoable }: Pick<ConversationRow, 'undoable'>): StoredUndoable | null {
  return column.read(undoable)
}

/** The move as agents see it. */
export function toldUndoable(row: ConversationRow): { undoable?: UndoableMove } {
  const stored = undoableOf(row)
  if (stored === null) return {}
  const { kind, by, until } = stored
  return { undoable: { kind, by, until } }
}

/** State and owner as far as the customer has been told. */
export function toldOf(row: ConversationRow): Pick<ConversationRow, 'state' | 'ownerId'> {
  const told = undoableOf(row)?.before ?? row
  return { state: told.state, ownerId: toldOwnerOf(told) ?? told.ownerId }
}

/** Whether the customer sees the same owner before and after a change. */
export function isToldTheSame(before: ConversationRow, row: ConversationRow): boolean {
  const [was, is] = [toldOf(before), toldOf(row)]
  return was.state === is.state && was.ownerId === is.ownerId
}

/** The values that such a move keeps from before. */
export function beforeMove(row: ConversationRow): Before {
  const { state, ownerId, waitingSince, transfer, aiNote, aiPromised } = row
  const { answeredSeq, owedSeq, owedAt, owedFrom } = row
  return {
    state,
    ownerId,
    waitingSince,
    transfer,
    aiNote,
    aiPromised,
    answeredSeq,
    owedSeq,
    owedAt,
    owedFrom,
  }
}

/** Marks a moved row as undoable: its customer is told at `until`. */
export function setUndoable(
  row: ConversationRow,
  { kind, by: { id, name }, until, before }: StoredUndoable,
): void {
  row.undoable = column.write({ kind, by: { id, name }, until, before })
  row.undoableUntil = until
}
