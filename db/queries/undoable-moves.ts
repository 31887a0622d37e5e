import type { Conversation, UndoableMove } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'

export type UndoableConversation = Conversation & { undoable: UndoableMove }

/** The conversations whose last move this agent may undo, oldest first. Some may be past their undo time. */
export async function undoableMoves(
  db: BatonDatabase,
  agentId: string,
): Promise<UndoableConversation[]> {
  const rows = await db.conversations.where('undoable.until').above(0).toArray()
  const mine = rows.flatMap((row) =>
    row.undoable?.by.id === agentId ? [{ ...row, undoable: row.undoable }] : [],
  )
  return mine.sort((a, b) => a.undoable.until - b.undoable.until)
}
