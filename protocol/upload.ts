import * as v from 'valibot'
import { attachment, FILE_BYTES_MAX, FILE_NAME_MAX } from './attachment.ts'
import { id } from './primitives.ts'

/**
 * Bytes of one part of an upload, one request each. Parts give progress to show, limit the loss of a broken line to
 * one part, and keep each request below the 30 s that Chrome allows a background.
 */
export const UPLOAD_PART_BYTES = 256 * 1024

/**
 * `POST /api/attachments/:id`, multipart: these fields, then the part's bytes as `part`. The client makes the id and
 * keeps it for every part and every retry.
 */
export const uploadPart = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(4 * FILE_NAME_MAX)),
  /** Bytes of the whole file. */
  size: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.maxValue(FILE_BYTES_MAX)),
  /** Where in the file the part begins. */
  offset: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
})
export type UploadPart = v.InferOutput<typeof uploadPart>

/** How many bytes the server has; the client continues from there. `attachment` is set once the file is complete. */
export const uploadState = v.object({
  received: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  attachment: v.nullable(attachment),
})
export type UploadState = v.InferOutput<typeof uploadState>

/**
 * `file:copy`: copies `fileId`, which the agent may see, to a new file `id`. A message and a template each need their
 * own file. No bytes are sent. The same request gets the first answer again.
 */
export const copyFile = v.strictObject({ id, fileId: id })
export type CopyFile = v.InferOutput<typeof copyFile>

export const copiedFile = v.object({ attachment })
export type CopiedFile = v.InferOutput<typeof copiedFile>

/** Path of a file on the server, for upload and download. */
export function attachmentPath(id: string): string {
  return `/api/attachments/${id}`
}
