import type { Attachment } from '@baton/protocol/attachment.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import { Refused } from '../refused.ts'
import { toAttachment } from './attachment-row.ts'
import type { Uploader } from './uploader.ts'

/**
 * Makes uploaded files a message's, in the transaction that stores it. Throws `not-found` when one is not
 * there, is somebody else's, or belongs to a message already: deliberately the same answer.
 */
export async function claimAttachments(
  { trx, teamId }: TeamWrite,
  uploader: Uploader,
  messageId: string,
  ids: readonly string[],
): Promise<Attachment[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .updateTable('attachments')
    .set({ messageId })
    .where('teamId', '=', teamId)
    .where('id', 'in', ids)
    .where('uploaderKind', '=', uploader.kind)
    .where('uploaderId', '=', uploader.id)
    .where('messageId', 'is', null)
    .returningAll()
    .execute()
  if (rows.length !== ids.length) throw new Refused('not-found')
  const found = new Map(rows.map((row) => [row.id, toAttachment(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
