import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'

/** A server of somebody else's pages. */
export interface Served {
  /** Without a slash at the end. */
  url: string
  close(): Promise<void>
}

/** Answers requests on a free port of this machine, by one of its names, until it is closed. */
export async function serve(
  answer: RequestListener,
  host: '127.0.0.1' | 'localhost' = '127.0.0.1',
): Promise<Served> {
  const server = createServer(answer)
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://${host}:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
