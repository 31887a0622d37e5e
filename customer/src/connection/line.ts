import { io, type Socket } from 'socket.io-client'
import type { RoadMemory } from './road-memory.ts'

/** How a line comes: as a WebSocket or, where a network lets none through, in requests that follow each other. */
type Road = 'websocket' | 'polling'

/** One line to the server, whatever road it takes and however often it changes. */
export interface Line {
  /** Asks, and answers what was answered; null when the line is not there or nothing came in time. */
  ask(event: string, body: object): Promise<unknown>
  /** Tries again after a refusal. */
  connect(): void
  close(): void
}

/** What a line knows of the world. */
export interface LineWorld {
  /** Whether the server answers an ordinary request. Never rejects. */
  isThere(): Promise<boolean>
  memory: RoadMemory
  /** The page is in a tab that nobody sees. */
  isHidden(): boolean
  /** Calls `run` whenever that changes. */
  onSeen(run: () => void): void
  later(ms: number, run: () => void): void
}

export interface LineOptions {
  url: string
  auth: object
  world: LineWorld
  /** Hears what comes by a socket. Called with each that the line takes, before anything has come by it. */
  listen: (socket: Socket) => void
  /** Milliseconds in which a socket has to open, and then to be let in. */
  openMs?: number
}

const ANSWER_MS = 10_000
const OPEN_MS = 10_000
/** WebSockets that fail while the server is there, until it is asked by requests. One that is silent counts as all. */
const FAILURES = 2
/** How soon, and then how often, a line of requests tries for a WebSocket. */
const FIRST_TRY_MS = 5_000
const TRY_MS = 60_000
/** A line of requests in a tab that nobody sees is let go after a while, and looks again now and then. */
const REST_AFTER_MS = 10_000
const LOOK_MS = 60_000

/** A socket of the line. The road may change between two openings. */
interface Dialled {
  socket: Socket
  road: Road
  /** Requests without an answer yet. */
  pending: number
}

/**
 * Opens a line by WebSocket. Where none opens though the server is there, it goes by requests, and back to a WebSocket
 * as soon as one opens: the new socket is greeted before the old one is let go, so that nothing is told to nobody.
 */
export function openLine({ url, auth, world, listen, openMs = OPEN_MS }: LineOptions): Line {
  let failures = 0
  let isClosed = false
  let isTrying = false
  let isResting = false
  let current = dial(world.memory.polls() ? 'polling' : 'websocket', true)
  take(current)
  world.onSeen(() => {
    if (world.isHidden()) restLater()
    else wake()
  })

  function dial(road: Road, reconnection: boolean): Dialled {
    const socket = io(url, {
      transports: [road],
      auth: (use) => use(auth),
      reconnection,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: openMs,
      // A page may open two chats, each with a line of its own.
      forceNew: true,
    })
    endUnlessLetIn(socket, openMs)
    return { socket, road, pending: 0 }
  }

  function take(dialled: Dialled): void {
    const { socket } = dialled
    let isGreeted = socket.connected
    listen(socket)
    socket.on('connect', () => {
      isGreeted = true
      connected()
    })
    socket.on('connect_error', ({ message }) => {
      // Refused by the server, which is there.
      if (socket.active) void failed(dialled, message === 'timeout')
    })
    // What opens and ends before it has brought anything opens for nobody.
    socket.io.on('close', () => {
      if (!isGreeted && socket.active) void failed(dialled, true)
      isGreeted = false
    })
  }

  function connected(): void {
    failures = 0
    world.memory.setPolls(current.road === 'polling')
    if (current.road === 'websocket') return
    if (world.isHidden()) restLater()
    if (isTrying) return
    isTrying = true
    world.later(FIRST_TRY_MS, () => void tryWebSocket())
  }

  function use(road: Road): void {
    current.road = road
    current.socket.io.opts.transports = [road]
  }

  async function failed(dialled: Dialled, isSilent: boolean): Promise<void> {
    if (dialled !== current) return
    if (dialled.road === 'polling') {
      // The two take turns until one opens.
      use('websocket')
      failures = FAILURES - 1
      return
    }
    if (!(await world.isThere())) failures = 0
    else failures += isSilent ? FAILURES : 1
    if (failures >= FAILURES && dialled === current && !dialled.socket.connected) use('polling')
  }

  async function tryWebSocket(): Promise<void> {
    const wanted = () => !isClosed && current.road === 'polling'
    const tried = wanted() ? dial('websocket', false) : null
    if (tried && (await opens(tried.socket)) && wanted()) goOver(tried)
    else tried?.socket.disconnect()
    isTrying = wanted()
    if (isTrying) world.later(TRY_MS, () => void tryWebSocket())
  }

  function goOver(next: Dialled): void {
    const before = current
    current = next
    isResting = false
    before.socket.off()
    if (before.pending === 0) before.socket.disconnect()
    next.socket.io.reconnection(true)
    take(next)
    connected()
  }

  function restLater(): void {
    if (current.road === 'polling') world.later(REST_AFTER_MS, rest)
  }

  /** A browser has six lines to a server for all of its tabs: those that nobody sees would take them from the others. */
  function rest(): void {
    if (isClosed || isResting || current.road !== 'polling' || !world.isHidden()) return
    if (current.pending > 0 || !current.socket.connected) {
      restLater()
      return
    }
    isResting = true
    current.socket.disconnect()
    world.later(LOOK_MS, wake)
  }

  function wake(): void {
    if (isClosed || !isResting) return
    isResting = false
    current.socket.connect()
  }

  return {
    ask: async (event, body) => {
      const asked = current
      // Otherwise socket.io keeps it and sends it later, beside the one that the outbox sends.
      if (!asked.socket.connected) return null
      asked.pending += 1
      try {
        const answer: unknown = await asked.socket.timeout(ANSWER_MS).emitWithAck(event, body)
        return answer
      } catch {
        return null
      } finally {
        asked.pending -= 1
        if (asked !== current && asked.pending === 0) asked.socket.disconnect()
      }
    },
    connect: () => void current.socket.connect(),
    close: () => {
      isClosed = true
      current.socket.close()
    },
  }
}

/**
 * Ends an opened socket that is neither let in nor refused in time. socket.io has no time-out for that: a network that
 * swallows the first words would hold the line until a ping is missed.
 */
function endUnlessLetIn(socket: Socket, ms: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  socket.io.on('open', () => {
    timer = setTimeout(() => socket.io.engine.close(), ms)
  })
  const decided = () => clearTimeout(timer)
  socket.on('connect', decided)
  socket.on('connect_error', decided)
  socket.io.on('close', decided)
}

/** Whether the server lets this socket in. */
function opens(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('connect_error', () => resolve(false))
    socket.io.once('close', () => resolve(false))
  })
}
