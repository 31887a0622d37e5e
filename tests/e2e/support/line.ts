import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The line between a browser and a server, to be cut and counted: browsers cannot cut an open socket themselves. */
export interface Line {
  /** What the browser calls the server. */
  url: string
  /** WebSockets that are open now, and how many ever were. */
  readonly open: number
  readonly opened: number
  /**
   * What becomes of WebSockets from now on, as proxies do it: they go through, are refused, or are never answered. Those
   * that are open break when none goes through any more.
   */
  webSockets(fate: 'go-through' | 'are-refused' | 'are-swallowed'): void
  /** Breaks every connection and lets none through until `mend`. */
  cut(): void
  /** Lets requests through, and no answer until `mend`. */
  muffle(): void
  mend(): void
  close(): Promise<void>
}

/** Starts one to the server at `target`. */
export async function startLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<{ browser: Socket; server: Socket }>()
  const webSockets = new Set<Socket>()
  let opened = 0
  let up = true
  let muffled = false
  let fate: Parameters<Line['webSockets']>[0] = 'go-through'

  const proxy = createServer((browser) => {
    if (!up) {
      browser.destroy()
      return
    }
    const server = connect(Number(port), hostname)
    const pair = { browser, server }
    pairs.add(pair)
    let isSwallowed = false
    browser.once('data', (first: Buffer) => {
      if (!/^upgrade: websocket/im.test(first.toString('latin1'))) return
      if (fate === 'are-refused') browser.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')
      isSwallowed = fate !== 'go-through'
      if (isSwallowed) return
      opened += 1
      webSockets.add(browser)
    })
    browser.on('data', (data: Buffer) => isSwallowed || server.write(data))
    server.on('data', (data: Buffer) => !muffled && browser.write(data))
    const end = () => {
      pairs.delete(pair)
      webSockets.delete(browser)
      browser.destroy()
      server.destroy()
    }
    for (const socket of [browser, server]) socket.on('close', end).on('error', end)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const breakAll = () => {
    for (const { browser } of pairs) browser.destroy()
  }

  return {
    url: `http://127.0.0.1:${addressOf(proxy.address()).port}`,
    get open() {
      return webSockets.size
    },
    get opened() {
      return opened
    },
    webSockets(now) {
      fate = now
      if (fate === 'go-through') return
      for (const browser of webSockets) browser.destroy()
    },
    cut() {
      up = false
      breakAll()
    },
    muffle() {
      muffled = true
    },
    mend() {
      // What was swallowed would be missing in the middle of a stream: those connections are of no use.
      if (muffled) breakAll()
      up = true
      muffled = false
    },
    async close() {
      breakAll()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The line has no port.')
  return address
}
