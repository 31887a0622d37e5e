import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AGENT_NAMESPACE } from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { PASSWORD } from '../support/made-team.ts'
import { signIn } from './support/clients.ts'
import { startWorld, type World } from './support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld('sqlite')
})
afterAll(() => world.end())

const EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'

function signInFrom(origin: string): Promise<Response> {
  return fetch(`${world.server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'rina@nusa.example', password: PASSWORD }),
  })
}

/** How a connection ends: connected, or with the error's words. */
function connectFrom(origin: string, namespace: string, token: string): Promise<string> {
  const socket = io(`${world.server.url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token, protocol: PROTOCOL_VERSION },
    extraHeaders: { origin },
  })
  return new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'))
    socket.once('connect_error', ({ message }) => resolve(message))
  }).finally(() => socket.disconnect())
}

test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
  'a page from %s can sign nobody in, with the right password or the right token',
  async (origin) => {
    const refused = await signInFrom(origin)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('set-auth-token')).toBeNull()
    const { token } = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
    expect(await connectFrom(origin, AGENT_NAMESPACE, token ?? '')).not.toBe('connected')
  },
)

test('an extension signs in and connects', async () => {
  const answer = await signInFrom(EXTENSION)
  expect(answer.status).toBe(200)
  const token = answer.headers.get('set-auth-token') ?? ''
  expect(await connectFrom(EXTENSION, AGENT_NAMESPACE, token)).toBe('connected')
})

test("nobody gets into socket.io's own namespace", async () => {
  const { token } = await signIn(world.server.url, 'rina@nusa.example', PASSWORD)
  expect(await connectFrom(EXTENSION, '/', token ?? '')).toBe('not-found')
})
