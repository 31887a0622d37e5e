import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../database.ts'
import type { TypingRow } from '../rows.ts'

/** Who is typing in a conversation at `now` (ms since 1970). Rows not repeated in time are left out. */
export async function listTyping(
  db: BatonDatabase,
  conversationId: string,
  now: number,
): Promise<TypingRow[]> {
  const rows = await db.typing.where('conversationId').equals(conversationId).toArray()
  // A row further in the future was written before the clock was set back.
  return rows.filter(({ until }) => until > now && until <= now + TYPING_LASTS_MS)
}
