import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'

/** Left for what stands around the rows of a frame. */
export const AROUND = 4 * 1024

/** Most bytes of the rows in one frame. */
export const ROWS_BYTES_MAX = FRAME_BYTES_MAX - AROUND

/** How many bytes a value has on the line. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) + 1
}

/** As many of these, from the first on, as fit into one frame; the first one always. */
export function withinFrame<T>(items: readonly T[]): T[] {
  let bytes = 0
  const cut = items.findIndex((item) => {
    bytes += bytesOf(item)
    return bytes > ROWS_BYTES_MAX
  })
  return cut === -1 ? [...items] : items.slice(0, Math.max(1, cut))
}
