import type { Attachment } from '@baton/protocol/attachment.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import { Refused } from '../ground/refused.ts'
import type { AttachmentRow } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { toAttachment } from './attachment-row.ts'
import { versionsWith } from './template-files.ts'
import type { Uploader } from './uploader.ts'

/**
 * Makes uploaded files a message's, in the transaction that stores it. Throws `not-found` when one is not
 * there, is somebody else's, or belongs to a message or a template already: deliberately the same answer.
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
    .where('inTemplate', '=', 0)
    .returningAll()
    .execute()
  return inOrder(ids, rows)
}

/**
 * Makes files a template's for good, in the transaction that stores a version of it: what the agent uploaded, and
 * what a template has that they may see. Throws `not-found` as `claimAttachments` does.
 */
export async function claimForTemplate(
  { trx, teamId }: TeamWrite,
  { id: agentId }: AgentActor,
  ids: readonly string[],
): Promise<Attachment[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .updateTable('attachments')
    .set({ inTemplate: 1 })
    .where('teamId', '=', teamId)
    .where('id', 'in', ids)
    .where('messageId', 'is', null)
    .where((eb) => {
      const uploaded = eb.and([eb('uploaderKind', '=', 'agent'), eb('uploaderId', '=', agentId)])
      return eb.or([uploaded, eb.exists(versionsWith(eb, agentId))])
    })
    .returningAll()
    .execute()
  return inOrder(ids, rows)
}

/** As they were named. Throws `not-found` when one is missing. */
function inOrder(ids: readonly string[], rows: readonly AttachmentRow[]): Attachment[] {
  if (rows.length !== ids.length) throw new Refused('not-found')
  const found = new Map(rows.map((row) => [row.id, toAttachment(row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
