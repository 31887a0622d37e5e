import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a connection's line has carried and still holds, in bytes. */
export interface Traffic {
  /** What has come, over all of its time. */
  received(): number
  /** What waits for a client that does not read it. */
  unread(): number
}

/** A connection of engine.io as it is opened, as far as its traffic goes. Its request is the handshake. */
export interface MeasuredConnection {
  id: string
  transport: { name: string }
  request: IncomingMessage
  on(event: 'packetCreate', listener: (packet: { data?: unknown }) => void): unknown
  on(event: 'flush', listener: () => void): unknown
  once(event: 'close', listener: () => void): unknown
}

/** A WebSocket has its line for itself. */
function ofWebSocket({ socket }: IncomingMessage): Traffic {
  return { received: () => socket.bytesRead, unread: () => socket.writableLength }
}

/**
 * The traffic of every connection. One that polls comes in requests, over lines that a proxy shares among many: what
 * counts is what its own requests bring and what its own answers wait for.
 */
export interface LineTraffic {
  opened(connection: MeasuredConnection): void
  of(connection: Pick<MeasuredConnection, 'request'>): Traffic
  /** A request of the connection with this id, which brings so many bytes, and its answer. */
  asked(id: string, bytes: number, answer: ServerResponse): void
}

interface Polling {
  received: number
  unsent: number
  /** Those that the client has not taken all of. */
  answers: Set<ServerResponse>
}

export function lineTraffic(): LineTraffic {
  const byId = new Map<string, Polling>()
  const byHandshake = new WeakMap<IncomingMessage, Polling>()
  return {
    opened: (connection) => {
      if (connection.transport.name !== 'polling') return
      const own: Polling = { received: 0, unsent: 0, answers: new Set() }
      byId.set(connection.id, own)
      byHandshake.set(connection.request, own)
      connection.on('packetCreate', ({ data }) => {
        own.unsent += typeof data === 'string' ? data.length : 0
      })
      // All that waits goes into one answer.
      connection.on('flush', () => {
        own.unsent = 0
      })
      connection.once('close', () => byId.delete(connection.id))
    },
    of: ({ request }) => {
      const own = byHandshake.get(request)
      if (!own) return ofWebSocket(request)
      return {
        received: () => own.received,
        unread: () =>
          [...own.answers].reduce((sum, { writableLength }) => sum + writableLength, own.unsent),
      }
    },
    asked: (id, bytes, answer) => {
      const own = byId.get(id)
      if (!own) return
      own.received += bytes
      own.answers.add(answer)
      answer.once('close', () => own.answers.delete(answer))
    },
  }
}
