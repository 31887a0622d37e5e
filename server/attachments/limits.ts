import type { AttachmentLimits } from '@baton/protocol/attachment.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { settingsOf } from '../team/settings-of.ts'
import { FILE_TYPES } from '@baton/domain/file-types.ts'

/** What a team lets be attached. A type that this server cannot tell by its bytes is never among them. */
export async function attachmentLimitsOf(
  db: Kysely<Database>,
  teamId: string,
): Promise<AttachmentLimits> {
  return sendable((await settingsOf(db, teamId)).attachments)
}

/** The same of limits that are known. */
export function sendable({ maxBytes, types }: AttachmentLimits): AttachmentLimits {
  return { maxBytes, types: types.filter((type) => type in FILE_TYPES) }
}
