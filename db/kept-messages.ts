import { isSame } from '@baton/domain/is-same.ts'
import type { Message } from '@baton/protocol/message.ts'

/**
 * Caches the newest messages of one conversation, oldest first and without a hole. A stored message never changes, so
 * a change only reads the end again. Unchanged messages keep the same object.
 */
export class KeptMessages {
  #kept: readonly Message[] = []

  /**
   * The sequence from which to read for `limit` messages and one more up to `lastSeq`. The `newest` are always read.
   */
  readFrom(lastSeq: number, limit: number, newest: number): number {
    const wanted = lastSeq - limit
    const first = this.#kept[0]?.seq ?? Number.POSITIVE_INFINITY
    const last = this.#kept.at(-1)?.seq ?? 0
    const end = lastSeq - newest
    // The server may have been restored to an older state, or many new messages may leave a hole.
    const reaches = last <= lastSeq && last >= end && first <= Math.max(1, wanted)
    return reaches ? Math.max(end, wanted) : wanted
  }

  /**
   * Appends the messages read from sequence `from` on (oldest first) to the cached ones. Returns nothing below a
   * hole.
   */
  join(read: readonly Message[], from: number): readonly Message[] {
    const first = this.#kept[0]?.seq ?? 0
    const before = this.#kept.slice(0, Math.max(0, from - first))
    const known = new Map(this.#kept.slice(before.length).map((message) => [message.seq, message]))
    const end = read.map((message) => {
      const old = known.get(message.seq)
      return old && isSame(old, message) ? old : message
    })
    const hole = end.findLastIndex((message, n) => {
      const older = n === 0 ? before.at(-1) : end[n - 1]
      return older !== undefined && older.seq !== message.seq - 1
    })
    this.#kept = hole === -1 ? [...before, ...end] : end.slice(hole)
    return this.#kept
  }
}
