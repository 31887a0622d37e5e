import { ATTACHMENTS_MAX, type Attachment } from '@baton/protocol/attachment.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import type { DraftRow, UploadRow } from '../rows.ts'
import { emptyDraft } from '../empty-draft.ts'

/** A file that was chosen, pasted or dropped. */
export interface ChosenFile extends Pick<UploadRow, 'name' | 'type' | 'image'> {
  blob: Blob
}

/** The message box that a file is for. */
type Box = Pick<DraftRow, 'conversationId' | 'visibility'>

/** Milliseconds for which a file stays for a template that is being written and not saved yet. */
const WRITING_MS = 24 * 3_600_000

/**
 * Adds a file to a conversation's draft and stores its bytes until they are on the server, in one transaction.
 * Afterwards, kick the background: it uploads while the agent still writes. Returns the file's id, or null when the
 * draft is full. Throws when the disk is full, or nobody is signed in.
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

/** Adds a copy of a template's file, which the server has, to a conversation's draft. Otherwise like `attachFile`. */
export function attachCopy(
  db: BatonDatabase,
  to: Box,
  file: Attachment,
  now = Date.now(),
): Promise<string | null> {
  return addToDraft(db, to, now, () => addUpload(db, copyOf(file, null)))
}

/**
 * Stores a file for a template that is being written, and uploads it meanwhile. It belongs to the template once an
 * edit names it; until then `removeUploads` removes it. Otherwise like `attachFile`.
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

/** Copies a message's file for a template that is made from the message. */
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
