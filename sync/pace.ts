import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'

/** The smallest page. A line that needs longer for it than a server waits for a pong is unusable. */
export const PAGE_BYTES_MIN = 32 * 1024

/** After a slower page, in milliseconds, the next one is smaller; after a quick one, larger. */
const SLOW_MS = 5_000
const QUICK_MS = 1_500

/**
 * The page size for this line. A page that comes too late is useless, since its request has timed out. So pages
 * shrink until they arrive in time, and a slow line makes progress too.
 */
export class Pace {
  #bytes = FRAME_BYTES_MAX

  get bytes(): number {
    return this.#bytes
  }

  /** A page arrived after this many milliseconds. */
  took(ms: number): void {
    if (ms > SLOW_MS) this.#set(this.#bytes / 2)
    else if (ms < QUICK_MS) this.#set(this.#bytes * 2)
  }

  /** No page arrived in time. */
  missed(): void {
    this.#set(this.#bytes / 4)
  }

  #set(bytes: number): void {
    this.#bytes = Math.round(Math.min(FRAME_BYTES_MAX, Math.max(PAGE_BYTES_MIN, bytes)))
  }
}
