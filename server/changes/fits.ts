import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'

/** Bytes reserved for the rest of a frame around its rows. */
export const AROUND = 4 * 1024

/** Most bytes of the rows in one frame. */
export const ROWS_BYTES_MAX = FRAME_BYTES_MAX - AROUND

/** The size of a value on the wire, in bytes. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1
}

/** The first items that fit into one frame; at least one. */
export function withinFrame<T>(items: readonly T[]): T[] {
  let bytes = 0
  const cut = items.findIndex((item) => {
    bytes += bytesOf(item)
    return bytes > ROWS_BYTES_MAX
  })
  return cut === -1 ? [...items] : items.slice(0, Math.max(1, cut))
}
