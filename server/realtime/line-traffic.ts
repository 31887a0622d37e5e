import type { IncomingMessage, ServerResponse } from 'node:http'

/** A connection's received and unsent bytes. */
export interface Traffic {
  /** All bytes received so far. */
  received(): number
  /** Bytes that wait for a client that does not read. */
  unread(): number
}

/** The part of an engine.io connection that its traffic is measured by. `request` is the handshake. */
export interface MeasuredConnection {
  id: string
  transport: { name: string }
  request: IncomingMessage
  on(event: 'packetCreate', listener: (packet: { data?: unknown }) => void): unknown
  on(event: 'flush', listener: () => void): unknown
  once(event: 'close', listener: () => void): unknown
}

/** A WebSocket has a TCP connection of its own. */
function ofWebSocket({ socket }: IncomingMessage): Traffic {
  return { received: () => socket.bytesRead, unread: () => socket.writableLength }
}

/**
 * Measures the traffic of every connection. A polling one shares TCP connections with others behind a proxy, so the
 * bodies of its own requests and its own unsent answers are counted.
 */
export interface LineTraffic {
  opened(connection: MeasuredConnection): void
  of(connection: Pick<MeasuredConnection, 'request'>): Traffic
  /** Counts a polling request: the connection's id, the bytes of its body, and its answer. */
  asked(id: string, bytes: number, answer: ServerResponse): void
}

interface Polling {
  received: number
  unsent: number
  /** Answers that the client has not fully received. */
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
      // A flush sends everything that waits in one answer.
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
