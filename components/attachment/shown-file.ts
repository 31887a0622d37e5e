import type { Attachment } from '@baton/protocol/attachment.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { UploadRow } from '../../db/rows.ts'

/** A file as the panel shows it, stored or on its way. */
export interface ShownFile extends Attachment {
  /** Share that the server has, 0 to 1; null once it has all of it. */
  progress: number | null
  /** Why the server refused it. */
  failure: ErrorCode | null
}

/** A file of a stored message. */
export function storedFile(attachment: Attachment): ShownFile {
  return { ...attachment, progress: null, failure: null }
}

/** A file of mine that is not stored with a message yet. */
export function uploadingFile(row: UploadRow): ShownFile {
  const { id, name, type, size, image, sent, arrivedAt, failure } = row
  const progress = arrivedAt === null ? sent / size : null
  return { id, name, type, size, image, progress, failure }
}
