import type { Kysely, Selectable } from 'kysely'
import type { Database, TemplateVersionTable } from '../database/schema.ts'
import { Refused } from '../refused.ts'

/**
 * Makes a change of a template idempotent for ever, as `orFirstAnswer` does for messages: the write is tried
 * first; when it is refused, the answer that the same request got before wins over the refusal. Throws
 * `Refused` `id-reused` when the id belongs to other content.
 */
export async function orFirstVersion<T>(
  db: Kysely<Database>,
  teamId: string,
  request: { writeId: string; fingerprint: string },
  write: () => Promise<T>,
  answerOf: (version: Selectable<TemplateVersionTable>) => T,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const earlier = await db
      .selectFrom('templateVersions')
      .selectAll()
      .where('teamId', '=', teamId)
      .where('writeId', '=', request.writeId)
      .executeTakeFirst()
    if (!earlier) throw error
    if (earlier.fingerprint !== request.fingerprint) throw new Refused('id-reused')
    return answerOf(earlier)
  }
}
