import type { CopiedFile, CopyFile } from '@baton/protocol/upload.ts'
import type { AttachmentRow } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { toAttachment } from './attachment-row.ts'
import { findAttachment } from './find-attachment.ts'
import type { FileDeps } from './receive-part.ts'

/**
 * Makes another file like one that the agent may see, for a message or a template to have as its own; asked again it
 * is the same one. Its limits were looked at when the first of them came. Throws `Refused` `not-found`, and
 * `id-reused` when the id is of another file.
 */
export async function copyFile(
  deps: FileDeps,
  { id: agentId, teamId }: AgentActor,
  { id, fileId }: CopyFile,
): Promise<CopiedFile> {
  const { db, files, clock } = deps
  const asker = { kind: 'agent' as const, id: agentId, teamId, customerId: null }
  const source = await findAttachment(db, asker, fileId)
  const { saidName, name, type, size, width, height } = source
  const row: AttachmentRow = {
    teamId,
    id,
    uploaderKind: 'agent',
    uploaderId: agentId,
    saidName,
    name,
    type,
    size,
    width,
    height,
    copyOf: fileId,
    blanked: source.blanked,
    messageId: null,
    inTemplate: 0,
    at: clock(),
  }
  // The note comes before the file, as for one that is uploaded.
  await db
    .insertInto('attachments')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const noted = await db
    .selectFrom('attachments')
    .select(['uploaderId', 'copyOf'])
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (noted?.uploaderId !== agentId || noted.copyOf !== fileId) throw new Refused('id-reused')
  if (!(await files.copy({ teamId, id: fileId }, { teamId, id }))) throw new Refused('not-found')
  await db
    .updateTable('attachments')
    .set({ at: clock() })
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('messageId', 'is', null)
    .execute()
  return { attachment: toAttachment(row) }
}
