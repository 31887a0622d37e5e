import type { IncomingMessage } from 'node:http'
import { OutgoingError } from './outgoing-error.ts'
import type { OutgoingLimits } from './outgoing-limits.ts'

/** The request that an answer belongs to. */
interface Exchange {
  /** What ended it before its time, once something has. */
  whyEnded(): { error: unknown } | null
  /** Ends it with an error. */
  end(error: unknown): void
  /** It is over. */
  settle(): void
}

/** The body of an answer, read as it is asked for, within the limits of length and silence. */
export function answerBody(
  answer: IncomingMessage,
  { idleMs, maxBytes }: Pick<OutgoingLimits, 'idleMs' | 'maxBytes'>,
  exchange: Exchange,
): ReadableStream<Uint8Array> {
  const pieces = answer.iterator({ destroyOnReturn: true })
  let bytes = 0
  // Until somebody reads it, nobody hears what becomes of it.
  answer.on('error', () => undefined)
  answer.once('close', () => exchange.settle())

  async function next(): Promise<Uint8Array | null> {
    const silent = setTimeout(() => exchange.end(new OutgoingError('too-slow')), idleMs)
    try {
      const piece: IteratorResult<unknown, unknown> = await pieces.next()
      if (!piece.done && piece.value instanceof Uint8Array) return piece.value
      if (answer.complete) return null
      throw new OutgoingError('cut-off')
    } finally {
      clearTimeout(silent)
    }
  }

  return new ReadableStream<Uint8Array>(
    {
      pull: async (stream) => {
        try {
          const piece = await next()
          if (piece === null) {
            exchange.settle()
            stream.close()
            return
          }
          bytes += piece.byteLength
          if (bytes > maxBytes) exchange.end(new OutgoingError('too-large'))
          else stream.enqueue(piece)
        } catch (error) {
          exchange.end(new OutgoingError('cut-off', error))
        }
        const ended = exchange.whyEnded()
        if (ended) stream.error(ended.error)
      },
      cancel: () => {
        exchange.settle()
        answer.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}
