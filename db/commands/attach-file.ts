import { ATTACHMENTS_MAX, type Attachment } from '@baton/protocol/attachment.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import type { DraftRow, UploadRow } from '../rows.ts'
import { emptyDraft } from '../empty-draft.ts'

/** A file as it was chosen, pasted or dropped. */
export interface ChosenFile extends Pick<UploadRow, 'name' | 'type' | 'image'> {
  blob: Blob
}

/** Which message box a file is for. */
type Box = Pick<DraftRow, 'conversationId' | 'visibility'>

/** Milliseconds that a file stays for a template that is being written and not saved yet. */
const WRITING_MS = 24 * 3_600_000

/**
 * Adds a file to the draft of a conversation and keeps its bytes until they are on the server, in one
 * transaction. Afterwards, kick the background: it uploads while the agent still writes.
 * Returns its id, or null when the draft is full; throws when the disk is, or nobody is signed in.
 */
export function attachFile(
  db: BatonDatabase,
  to: Box,
  { blob, ...file }: ChosenFile,
  now = Date.now(),
): Promise<string | null> {
  return addToDraft(db, to, now, () =>
    addUpload(db, { ...file, size: blob.size, copyOf: null, keptUntil: null }, blob),
  )
}

/** Adds to the draft of a conversation a file that is like one the server has: a template's. As `attachFile`. */
export function attachCopy(
  db: BatonDatabase,
  to: Box,
  file: Attachment,
  now = Date.now(),
): Promise<string | null> {
  return addToDraft(db, to, now, () => addUpload(db, copyOf(file, null)))
}

/**
 * Keeps a file for a template that is being written, and uploads it meanwhile. It belongs to the template once an
 * edit names it; until then `removeUploads` takes it back. As `attachFile`.
 */
export async function attachToTemplate(
  db: BatonDatabase,
  { blob, ...file }: ChosenFile,
  now = Date.now(),
): Promise<Attachment> {
  const size = blob.size
  const row = { ...file, size, copyOf: null, keptUntil: now + WRITING_MS }
  const id = await inUploads(db, () => addUpload(db, row, blob))
  return { id, ...file, size }
}

/** The same with a file of a message, for a template that is made of it. */
export async function copyToTemplate(
  db: BatonDatabase,
  file: Attachment,
  now = Date.now(),
): Promise<Attachment> {
  const id = await inUploads(db, () => addUpload(db, copyOf(file, now + WRITING_MS)))
  return { ...file, id }
}

type NewUpload = Omit<UploadRow, 'id' | 'account' | 'sent' | 'arrivedAt' | 'failure'>

function copyOf({ id, ...file }: Attachment, keptUntil: number | null): NewUpload {
  return { ...file, copyOf: id, keptUntil }
}

function inUploads<T>(db: BatonDatabase, work: () => Promise<T>): Promise<T> {
  return db.transaction('rw', [db.meta, db.uploads, db.files], work)
}

function addToDraft(
  db: BatonDatabase,
  to: Box,
  now: number,
  add: () => Promise<string>,
): Promise<string | null> {
  return db.transaction('rw', [db.meta, db.drafts, db.uploads, db.files], async () => {
    const draft = (await db.drafts.get(to.conversationId)) ?? emptyDraft(to, now)
    if (draft.attachments.length >= ATTACHMENTS_MAX) return null
    const id = await add()
    const attachments = [...draft.attachments, id]
    await db.drafts.put({ ...draft, attachments, updatedAt: now })
    return id
  })
}

async function addUpload(db: BatonDatabase, file: NewUpload, blob?: Blob): Promise<string> {
  const account = await getAccount(db)
  if (!account) throw new Error('Nobody is signed in.')
  const id = uuidv7()
  const fresh = { sent: 0, arrivedAt: null, failure: null }
  await db.uploads.add({ id, account: account.agent.id, ...file, ...fresh })
  if (blob) await db.files.add({ id, blob, usedAt: null })
  return id
}
