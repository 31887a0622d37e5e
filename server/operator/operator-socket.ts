import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { explainStartFailure } from '../edge/start-failure.ts'
import {
  operatorRequest,
  whoRequest,
  type OperatorAnswer,
  type OperatorRequest,
} from './request.ts'

/** One request is a line; nothing an operator asks is longer. */
const LINE_BYTES_MAX = 16 * 1024
/** For a request to come whole, in ms. */
const PATIENCE_MS = 10_000
const CONNECTIONS_MAX = 8
/** What the address of a socket may have at most is 104 bytes on some systems. */
const ADDRESS_BYTES_MAX = 100

interface Deps {
  /** The SQLite file, by its real path. */
  file: string
  perform: (asked: OperatorRequest) => Promise<string>
  onFault: (error: unknown) => void
}

/**
 * Listens for operators' commands beside the SQLite file, for this user alone. Each connection brings one line of JSON
 * and gets one back. Answers where it listens, and how to stop.
 */
export async function listenForOperators(
  deps: Deps,
): Promise<{ address: string; close(): Promise<void> }> {
  const since = new Date().toISOString()
  const server = createServer((socket) => serve(socket, deps, since))
  server.maxConnections = CONNECTIONS_MAX
  const place = placeFor(deps.file)
  const { address } = place
  await listening(server, address)
  server.on('error', deps.onFault)
  if (process.platform !== 'win32') chmodSync(address, 0o600)
  return {
    address,
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
      place.remove()
    },
  }
}

function placeFor(file: string): { address: string; remove(): void } {
  const mark = createHash('sha256').update(file).digest('hex').slice(0, 16)
  if (process.platform === 'win32') {
    return { address: `\\\\.\\pipe\\baton-${mark}`, remove: () => undefined }
  }
  const beside = socketBeside(file)
  const fits = Buffer.byteLength(beside) <= ADDRESS_BYTES_MAX
  const address = fits ? beside : join(mkdtempSync(join(tmpdir(), 'baton-')), 'socket')
  // Whoever has the database's lock is the only one to listen: what is there is a dead process's.
  rmSync(address, { force: true })
  return {
    address,
    remove: () => rmSync(fits ? address : dirname(address), { recursive: true, force: true }),
  }
}

/** Where a server listens, unless that would be too long an address. */
export function socketBeside(file: string): string {
  return `${file}.socket`
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function serve(socket: Socket, deps: Deps, since: string): void {
  socket.setTimeout(PATIENCE_MS, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  let heard = Buffer.alloc(0)
  const hear = (bytes: Buffer) => {
    heard = Buffer.concat([heard, bytes])
    const end = heard.indexOf('\n')
    if (end === -1 && heard.length <= LINE_BYTES_MAX) return
    socket.off('data', hear)
    // A command takes as long as it takes.
    socket.setTimeout(0)
    const line = end === -1 || end > LINE_BYTES_MAX ? null : heard.toString('utf8', 0, end)
    void answerTo(line, deps, since).then((answer) => socket.end(`${JSON.stringify(answer)}\n`))
  }
  socket.on('data', hear)
}

async function answerTo(line: string | null, deps: Deps, since: string): Promise<object> {
  const asked = parsed(line)
  if (v.is(whoRequest, asked)) return { pid: process.pid, since }
  const request = v.safeParse(operatorRequest, asked)
  if (!request.success)
    return refused('This server does not know that command: restart it on the version you run.')
  try {
    return { ok: true, said: await deps.perform(request.output) } satisfies OperatorAnswer
  } catch (error) {
    const why = explainStartFailure(error)
    if (why !== null) return refused(why)
    deps.onFault(error)
    return refused('The server could not do it: its log says why.')
  }
}

function refused(said: string): OperatorAnswer {
  return { ok: false, said }
}

function parsed(line: string | null): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}
