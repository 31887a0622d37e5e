import * as v from 'valibot'

/**
 * The id of a row: a lower-case UUID. The client that asks for a write makes the id (UUIDv7, RFC 9562 section 5.7),
 * so a repeated request is recognised as the same write.
 */
export const id = v.pipe(v.string(), v.uuid(), v.toLowerCase())
export type Id = v.InferOutput<typeof id>

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const timestamp = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export type Timestamp = v.InferOutput<typeof timestamp>

/** Counts the committed changes of one team: 1, 2, 3 … without holes. 0 is "before everything". */
export const revision = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export type Revision = v.InferOutput<typeof revision>

/** Position of a message in its conversation: 1, 2, 3 … without holes. 0 is "before the first". */
export const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Raised by one at every change of owner. A write for an owner names the epoch it was made under. */
export const epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Longest text of one message, in UTF-16 code units. At four bytes each it still fits a 64 KB frame. */
export const MESSAGE_TEXT_MAX = 8_000

/** A one-line name of a person or thing. */
/** Longest name, in UTF-16 code units. */
export const NAME_MAX = 120
export const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(NAME_MAX))
