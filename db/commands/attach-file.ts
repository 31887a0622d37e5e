import { ATTACHMENTS_MAX } from '@baton/protocol/attachment.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import type { DraftRow, UploadRow } from '../rows.ts'

/** A file as it was chosen, pasted or dropped. */
export interface ChosenFile extends Pick<UploadRow, 'name' | 'type' | 'image'> {
  blob: Blob
}

/**
 * Adds a file to the draft of a conversation and keeps its bytes until they are on the server, in one
 * transaction. Afterwards, kick the background: it uploads while the agent still writes.
 * Returns its id, or null when the draft is full; throws when the disk is, or nobody is signed in.
 */
export async function attachFile(
  db: BatonDatabase,
  to: Pick<DraftRow, 'conversationId' | 'visibility'>,
  { blob, ...file }: ChosenFile,
  now = Date.now(),
): Promise<string | null> {
  return db.transaction('rw', [db.meta, db.drafts, db.uploads, db.files], async () => {
    const account = await getAccount(db)
    if (!account) throw new Error('Nobody is signed in.')
    const texts = { everyone: '', team: '' }
    const empty = { ...to, texts, attachments: [], returned: [] }
    const draft = (await db.drafts.get(to.conversationId)) ?? empty
    if (draft.attachments.length >= ATTACHMENTS_MAX) return null
    const id = uuidv7()
    const fresh = { sent: 0, arrivedAt: null, failure: null }
    await Promise.all([
      db.uploads.add({ id, account: account.agent.id, size: blob.size, ...file, ...fresh }),
      db.files.add({ id, blob, usedAt: null }),
      db.drafts.put({ ...draft, attachments: [...draft.attachments, id], updatedAt: now }),
    ])
    return id
  })
}
