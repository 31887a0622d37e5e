import type { Kysely } from 'kysely'
import { sha256 } from '../clock.ts'
import { IdTaken } from '../conversations/conversation-edit.ts'
import type { Database, MessageRow } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/**
 * Tells the same request from another one under the same id: who asks for what, with what content. The
 * epoch is left out: it is a condition of the write, not what is written.
 */
export function fingerprintOf(author: string, ...content: readonly (string | null)[]): string {
  return sha256(JSON.stringify([author, ...content]))
}

/**
 * Makes a write idempotent for ever (architecture, invariant 4). The write is tried first, since nearly
 * always it is new; when it fails, the answer that the same request got before wins over the failure.
 * Throws `Refused` `id-reused` when the id belongs to other content.
 */
export async function orFirstAnswer<T>(
  db: Kysely<Database>,
  request: { teamId: string; id: string; fingerprint: string },
  write: () => Promise<T>,
  answerOf: (message: MessageRow) => T,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Refused || error instanceof IdTaken)) throw error
    const earlier = await db
      .selectFrom('messages')
      .selectAll()
      .where('teamId', '=', request.teamId)
      .where('id', '=', request.id)
      .executeTakeFirst()
    if (!earlier) throw error
    if (earlier.fingerprint !== request.fingerprint) throw new Refused('id-reused')
    return answerOf(earlier)
  }
}
