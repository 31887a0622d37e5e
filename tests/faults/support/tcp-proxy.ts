import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What becomes of what a client sends: see `watch`. */
export type Verdict = 'pass' | 'cut-before' | 'cut-after' | 'freeze'

/** A line between clients and a server, to be broken in every way in which lines break. */
export interface TcpProxy {
  port: number
  /** Where connections made from now on lead. */
  target: number
  /** Connections that are open. */
  readonly open: number
  /** Everything takes this many milliseconds longer, each way. */
  delay(ms: number): void
  /** Nothing passes any more, though nobody is told: a train in a tunnel. Held until `resume`. */
  blackHole(): void
  /** From now on the server hears everything and is never heard, until `cut`. */
  swallowAnswers(): void
  /** Resets every connection (RST). Those made later are whole again. */
  cut(): void
  /** Whether connections are taken at all; while not, each is reset. */
  accepts(yes: boolean): void
  resume(): void
  /**
   * Looks at what clients send. `cut-before` resets the connection before the server has heard it,
   * `cut-after` once the server has answered, with the answer lost. `freeze` keeps the connection open and lets
   * nothing pass it any more, this included.
   */
  watch(look: (sent: Buffer) => Verdict): void
  close(): Promise<void>
}

interface Link {
  client: Socket
  server: Socket
  muted: boolean
  /** The next thing the server says is lost, and the line with it. */
  doomed: boolean
}

/** Starts a proxy on a free port of the loopback address, in front of a port of the same. Holds no process up. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const links = new Set<Link>()
  let delayMs = 0
  let held = false
  let accepting = true
  let look: (sent: Buffer) => Verdict = () => 'pass'

  const listener = createServer({ noDelay: true }, (client) => {
    if (!accepting) {
      client.on('error', () => undefined)
      client.resetAndDestroy()
      return
    }
    const server = connect({ port: proxy.target, host: '127.0.0.1', noDelay: true })
    const link: Link = { client, server, muted: false, doomed: false }
    links.add(link)
    if (held) hold(link)
    for (const socket of [client, server]) {
      // Which side broke, and how, is for the two ends to find out.
      socket.on('error', () => undefined)
      socket.on('close', () => drop(link))
    }
    client.on('data', (sent) => fromClient(link, sent))
    server.on('data', (said) => fromServer(link, said))
  })

  function fromClient(link: Link, sent: Buffer): void {
    const verdict = look(sent)
    if (verdict === 'cut-before') {
      drop(link)
      return
    }
    if (verdict === 'freeze') {
      hold(link)
      return
    }
    if (verdict === 'cut-after') link.doomed = true
    pass(link.server, sent)
  }

  function fromServer(link: Link, said: Buffer): void {
    if (link.doomed) drop(link)
    else if (!link.muted) pass(link.client, said)
  }

  function pass(to: Socket, bytes: Buffer): void {
    if (delayMs === 0) to.write(bytes)
    else setTimeout(() => to.writable && to.write(bytes), delayMs)
  }

  function drop(link: Link): void {
    if (!links.delete(link)) return
    link.client.resetAndDestroy()
    link.server.resetAndDestroy()
  }

  const hold = ({ client, server }: Link) => {
    client.pause()
    server.pause()
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  listener.unref()
  const proxy: TcpProxy = {
    port: portOf(listener.address()),
    target,
    get open() {
      return links.size
    },
    delay: (ms) => (delayMs = ms),
    blackHole: () => {
      held = true
      links.forEach(hold)
    },
    swallowAnswers: () => {
      for (const link of links) link.muted = true
    },
    cut: () => links.forEach(drop),
    accepts: (yes) => (accepting = yes),
    resume: () => {
      held = false
      for (const { client, server } of links) {
        client.resume()
        server.resume()
      }
    },
    watch: (looker) => (look = looker),
    close: async () => {
      links.forEach(drop)
      await new Promise((resolve) => listener.close(resolve))
    },
  }
  return proxy
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.')
  return address.port
}
