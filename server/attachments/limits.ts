import type { AttachmentLimits } from '@baton/protocol/attachment.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { toSettings } from '../team/team-row.ts'
import { FILE_TYPES } from '@baton/domain/file-types.ts'

/** What a team lets be attached. A type that this server cannot tell by its bytes is never among them. */
export async function attachmentLimitsOf(
  db: Kysely<Database>,
  teamId: string,
): Promise<AttachmentLimits> {
  const team = await db
    .selectFrom('teams')
    .select('settings')
    .where('id', '=', teamId)
    .executeTakeFirstOrThrow()
  const { maxBytes, types } = toSettings(team.settings).attachments
  return { maxBytes, types: types.filter((type) => type in FILE_TYPES) }
}
