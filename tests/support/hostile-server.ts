import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

/** What the server was asked, in order. */
interface Asked {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** A server that answers as badly as it can, at 127.0.0.1. Each path is one way. */
export interface HostileServer {
  url: string
  port: number
  asked: Asked[]
  /** Connections that were made. */
  readonly connections: number
  stop(): Promise<void>
}

const DRIP_MS = 30

type Answer = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => void

/** Writes again and again until the connection is gone. */
function forEver(response: ServerResponse, piece: string, everyMs: number): void {
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(piece)
  }, everyMs)
  response.once('close', () => clearInterval(timer))
}

const ANSWERS: Record<string, Answer> = {
  '/ok': (_, response) => {
    response.setHeader('content-type', 'application/json').end('{"ok":true}')
  },
  /** Never answers. */
  '/hang': () => undefined,
  /** Says that it begins, and says no more. */
  '/hang-in-body': (_, response) => {
    response.write('{"ok":')
  },
  /** A byte now and then, without an end. */
  '/drip': (_, response) => forEver(response, 'x', DRIP_MS),
  /** As much as is taken, without an end. */
  '/endless': (_, response) => forEver(response, 'x'.repeat(64 * 1024), 0),
  /** Says before that it will be long. */
  '/huge': (_, response) => {
    response.setHeader('content-length', String(2 ** 40))
    response.write('x')
  },
  '/redirect': (_, response, query) => {
    response.writeHead(Number(query.get('status') ?? 302), { location: query.get('to') ?? '/' })
    response.end()
  },
  '/loop': (_, response) => {
    response.writeHead(302, { location: '/loop' }).end()
  },
  /** A page where something else is wanted. */
  '/wrong-type': (_, response) => {
    response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>')
  },
  /** Closes before it answers. */
  '/early': ({ socket }) => {
    socket.destroy()
  },
  /** Closes in the middle of what it said it would send. */
  '/cut': (_, response) => {
    response.setHeader('content-length', '1000')
    response.write('{"ok":', () => response.destroy())
  },
  /** Speaks something else. */
  '/not-http': ({ socket }) => {
    socket.end('220 mail.example ESMTP\r\n')
  },
  '/status': (_, response, query) => {
    const retryAfter = query.get('retry-after')
    if (retryAfter !== null) response.setHeader('retry-after', retryAfter)
    response.writeHead(Number(query.get('code'))).end(query.get('text') ?? '')
  },
}

/** Starts it. `answers` adds paths, or replaces them. */
export async function startHostileServer(
  answers: Record<string, Answer> = {},
): Promise<HostileServer> {
  const asked: Asked[] = []
  const sockets = new Set<Duplex>()
  let connections = 0
  const all = { ...ANSWERS, ...answers }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => (body += piece))
    request.on('end', () => {
      const { method = '', url: path = '/', headers } = request
      asked.push({ method, path, headers, body })
      const { pathname, searchParams } = new URL(path, 'http://here')
      const answer = all[pathname]
      if (answer) answer(request, response, searchParams)
      else response.writeHead(404).end()
    })
  })
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = addressOf(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    get connections() {
      return connections
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('No port to listen on.')
  return address
}
