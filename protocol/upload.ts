import * as v from 'valibot'
import { attachment, FILE_BYTES_MAX, FILE_NAME_MAX } from './attachment.ts'
import { id } from './primitives.ts'

/**
 * Bytes of one part of an upload. A file goes in parts, one request each, so that there is progress to show,
 * a lost line costs one part, and no request outlasts the 30 s that Chrome allows a background.
 */
export const UPLOAD_PART_BYTES = 256 * 1024

/**
 * `POST /api/attachments/:id`, multipart: these fields, then the part's bytes as `part`. The id is made by the
 * client and stays the same for every part and every new try.
 */
export const uploadPart = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(4 * FILE_NAME_MAX)),
  /** Bytes of the whole file. */
  size: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.maxValue(FILE_BYTES_MAX)),
  /** Where in the file the part begins. */
  offset: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
})
export type UploadPart = v.InferOutput<typeof uploadPart>

/** How far the server is with the file: go on from there. `attachment` is set once it has all of it. */
export const uploadState = v.object({
  received: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  attachment: v.nullable(attachment),
})
export type UploadState = v.InferOutput<typeof uploadState>

/**
 * `file:copy`: another file `id` like `fileId`, which the agent may see: a message and a template each have their own.
 * No byte goes over the line. Asked again it is answered as the first time.
 */
export const copyFile = v.strictObject({ id, fileId: id })
export type CopyFile = v.InferOutput<typeof copyFile>

export const copiedFile = v.object({ attachment })
export type CopiedFile = v.InferOutput<typeof copiedFile>

/** Path of a file on the server: uploaded there, and fetched from there. */
export function attachmentPath(id: string): string {
  return `/api/attachments/${id}`
}
