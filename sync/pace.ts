import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'

/** The smallest page: a line that needs longer for this than a server waits for a sign of life is no line. */
export const PAGE_BYTES_MIN = 32 * 1024

/** A page that took longer than this, in milliseconds, is followed by a smaller one, and a quick one by a larger. */
const SLOW_MS = 5_000
const QUICK_MS = 1_500

/**
 * How large a page may be for this line. A page that comes too late is of no use: its request has been given up. So
 * pages shrink until they come in time, and a slow line gets on, too.
 */
export class Pace {
  #bytes = FRAME_BYTES_MAX

  get bytes(): number {
    return this.#bytes
  }

  /** A page came, after so many milliseconds. */
  took(ms: number): void {
    if (ms > SLOW_MS) this.#set(this.#bytes / 2)
    else if (ms < QUICK_MS) this.#set(this.#bytes * 2)
  }

  /** None came. */
  missed(): void {
    this.#set(this.#bytes / 4)
  }

  #set(bytes: number): void {
    this.#bytes = Math.round(Math.min(FRAME_BYTES_MAX, Math.max(PAGE_BYTES_MIN, bytes)))
  }
}
