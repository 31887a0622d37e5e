import type { UploadPart, UploadState } from '@baton/protocol/upload.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Clock } from '../ground/clock.ts'
import type { AttachmentRow, Database } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import { toAttachment } from './attachment-row.ts'
import type { DiskRoom } from './disk-room.ts'
import type { FileStore } from './file-store.ts'
import { HEAD_BYTES, inspectFile } from './inspect-file.ts'
import { attachmentLimitsOf } from './limits.ts'
import { alikeBut, blankMetadata, hasMetadata } from './metadata/blank-metadata.ts'
import type { Range } from './metadata/range.ts'
import type { UploadLimits } from '../edge/upload-limits.ts'
import { countUpload, sizeCounted } from './upload-quota.ts'
import type { Uploader } from './uploader.ts'

export interface FileDeps {
  db: Kysely<Database>
  clock: Clock
  files: FileStore
}

/** What taking files in needs beside. */
export interface ReceiveDeps extends FileDeps {
  room: DiskRoom
  limits: UploadLimits
  /** Runs one at a time, each once those before are done. */
  oneByOne: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Takes one part of a file in. Parts may come again and in any number of tries: the answer says how much is
 * there, and to go on from there. With the last one the file is looked at, written to the disk for good and
 * noted; asking again then gives the same answer.
 * Throws `Refused`: `too-large`, `wrong-type`, `no-space`, `upload-limit`, and `id-reused` when the id is of another
 * file. `address` is the hash of the network address that it comes from.
 */
export async function receivePart(
  deps: ReceiveDeps,
  uploader: Uploader,
  address: string,
  id: string,
  part: UploadPart,
  bytes: Uint8Array,
): Promise<UploadState> {
  const { files, db, room } = deps
  const { size, offset } = part
  if (bytes.length === 0) throw new Refused('invalid')
  const done = await sameAgain(deps, uploader, id, part, bytes)
  if (done) return { received: size, attachment: done }
  const { maxBytes } = await attachmentLimitsOf(db, uploader.teamId)
  if (size > maxBytes || offset + bytes.length > size) throw new Refused('too-large')
  const arriving = { uploaderId: uploader.id, id }
  const before = await files.arrived(arriving)
  if (before > size) throw new Refused('id-reused')
  if (offset > before) return { received: before, attachment: null }
  if (offset === 0) {
    // Refused with its first part, if it will be: not after all of it was sent.
    await fileOf(deps, uploader, part.name, bytes)
    await room.take(size - before)
    await countUpload(deps, uploader, { id, size, address }, deps.clock())
  } else {
    const counted = await sizeCounted(db, uploader.id, id)
    // So long ago that it has been forgotten: it begins anew.
    if (counted === null) return { received: 0, attachment: null }
    if (counted !== size) throw new Refused('id-reused')
    await room.take(bytes.length)
  }
  const received = await files.write(arriving, offset, bytes)
  if (received < size) return { received, attachment: null }
  return { received, attachment: await finish(deps, uploader, id, part) }
}

/** What a file is. Throws `wrong-type` when that is nothing the team allows. */
async function fileOf({ db }: FileDeps, { teamId }: Uploader, name: string, head: Uint8Array) {
  const file = await inspectFile(head, name)
  const { types } = await attachmentLimitsOf(db, teamId)
  if (!file || !types.includes(file.type)) throw new Refused('wrong-type')
  return file
}

/**
 * First the note, then the file in its place: whatever crashes in between, no file is there that nothing knows
 * of, and the part that comes again finishes it.
 */
async function finish(
  deps: ReceiveDeps,
  uploader: Uploader,
  id: string,
  { name: saidName, size }: UploadPart,
): Promise<Attachment> {
  const { db, files, clock, oneByOne } = deps
  const arriving = { uploaderId: uploader.id, id }
  const { teamId } = uploader
  const head = await files.head(arriving, HEAD_BYTES)
  const { image, ...file } = await fileOf(deps, uploader, saidName, head)
  // A whole picture is in memory meanwhile.
  const blanked = hasMetadata(file.type)
    ? await oneByOne(() => files.edit(arriving, (bytes) => blankMetadata(bytes, file.type)))
    : []
  const row: AttachmentRow = {
    teamId,
    id,
    uploaderKind: uploader.kind,
    uploaderId: uploader.id,
    saidName,
    ...file,
    size,
    width: image?.width ?? null,
    height: image?.height ?? null,
    messageId: null,
    inTemplate: 0,
    copyOf: null,
    at: clock(),
    blanked: blanked.length > 0 ? JSON.stringify(blanked) : null,
  }
  await db
    .insertInto('attachments')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // Somebody else may have finished a file under this id meanwhile: theirs must not be written over.
  const noted = await rowOf(db, teamId, id)
  if (!noted || !isFileOf(noted, uploader, saidName, size)) throw new Refused('id-reused')
  await files.place(arriving, { teamId, id })
  return toAttachment(row)
}

/** The answer to a file that is here already; null when it is not. */
async function sameAgain(
  { db, files, clock }: FileDeps,
  uploader: Uploader,
  id: string,
  { name, size, offset }: UploadPart,
  bytes: Uint8Array,
): Promise<Attachment | null> {
  const { teamId } = uploader
  const row = await rowOf(db, teamId, id)
  if (!row) return null
  if (!isFileOf(row, uploader, name, size)) throw new Refused('id-reused')
  const there = await files.read({ teamId, id }, offset, bytes.length)
  if (there === null) return null
  if (!alikeBut(blankedIn(row), offset, there, bytes)) throw new Refused('id-reused')
  // Whoever asks is about to send it: its day begins anew.
  await db
    .updateTable('attachments')
    .set({ at: clock() })
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('messageId', 'is', null)
    .execute()
  return toAttachment(row)
}

function rowOf(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<AttachmentRow | undefined> {
  return db
    .selectFrom('attachments')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Whether a row is of this very upload. */
function isFileOf(row: AttachmentRow, { kind, id }: Uploader, name: string, size: number): boolean {
  const same = row.uploaderKind === kind && row.uploaderId === id
  return same && row.saidName === name && row.size === size
}

const ranges = v.array(v.tuple([v.number(), v.number()]))

function blankedIn({ blanked }: AttachmentRow): Range[] {
  return blanked === null ? [] : v.parse(ranges, JSON.parse(blanked))
}
