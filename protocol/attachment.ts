import * as v from 'valibot'
import { id } from './primitives.ts'

/** Most files of one message. */
export const ATTACHMENTS_MAX = 10
/** Longest name of a file, in UTF-16 code units. */
export const FILE_NAME_MAX = 200
/** The highest limit that a team may set for one file, in bytes. */
export const FILE_BYTES_MAX = 100 * 1024 * 1024

const bytes = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const pixels = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** A file that belongs to a message. The server makes the name safe and reads the type from the bytes. */
export const attachment = v.object({
  id,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(FILE_NAME_MAX)),
  type: v.string(),
  size: bytes,
  /** Set exactly for pictures that may be shown in place. */
  image: v.nullable(v.object({ width: pixels, height: pixels })),
})
export type Attachment = v.InferOutput<typeof attachment>

/** Files uploaded before that a message names, in the order shown. Each belongs to one message. */
export const attachmentIds = v.optional(
  v.pipe(
    v.array(id),
    v.maxLength(ATTACHMENTS_MAX),
    v.check((ids) => new Set(ids).size === ids.length, 'A file is named twice.'),
  ),
  [],
)

/** What a team allows as attachments. Clients know it before they upload anything. */
export const attachmentLimits = v.object({
  /** Most bytes of one file. */
  maxBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(FILE_BYTES_MAX)),
  /** Media types that may be sent, like `image/png`. */
  types: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9.+-]+$/), v.maxLength(120))),
    v.maxLength(100),
  ),
})
export type AttachmentLimits = v.InferOutput<typeof attachmentLimits>
