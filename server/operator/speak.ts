import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as v from 'valibot'
import { BadConfig } from '../edge/config.ts'
import { operatorAnswer, whoAnswer, type OperatorAnswer, type OperatorRequest } from './request.ts'

/** A server that hangs answers nobody. */
const PATIENCE_MS = 60_000
/** To find out whether anybody is there at all. */
const WHO_MS = 1_000

/** Nobody listens there: the process that did is dead. */
const NOBODY = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'])

/** Asks a running server. Null when nobody listens there; throws in words when this user may not ask. */
export async function speakTo(
  address: string,
  request: OperatorRequest,
): Promise<OperatorAnswer | null> {
  const said = await ask(address, request, PATIENCE_MS)
  return said === null ? null : v.parse(operatorAnswer, said)
}

/** Which process listens there; null when none does. */
export async function whoListens(address: string): Promise<v.InferOutput<typeof whoAnswer> | null> {
  const said = await ask(address, { command: 'who' }, WHO_MS).catch(() => null)
  const who = v.safeParse(whoAnswer, said)
  return who.success ? who.output : null
}

async function ask(address: string, request: object, patienceMs: number): Promise<unknown> {
  const socket = connect(address)
  socket.setTimeout(patienceMs, () => {
    socket.destroy(
      new BadConfig('The running server does not answer: look at its log, or restart it.'),
    )
  })
  socket.write(`${JSON.stringify(request)}\n`)
  try {
    const answer: unknown = JSON.parse(await text(socket))
    return answer
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (NOBODY.has(code)) return null
    if (code === 'EACCES' || code === 'EPERM') {
      throw new BadConfig(
        'The running server takes commands from the user it runs as: run this one as that user, for example with sudo -u.',
      )
    }
    throw error
  } finally {
    socket.destroy()
  }
}
