import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../database.ts'
import type { TypingRow } from '../rows.ts'

/** Who is typing in a conversation at `now` (ms since 1970); what was not repeated in time is left out. */
export async function listTyping(
  db: BatonDatabase,
  conversationId: string,
  now: number,
): Promise<TypingRow[]> {
  const rows = await db.typing.where('conversationId').equals(conversationId).toArray()
  // One further off than it can be told was noted before a clock was set back.
  return rows.filter(({ until }) => until > now && until <= now + TYPING_LASTS_MS)
}
