// @vitest-environment node
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { newId } from '../db/new-id.ts'
import { loadFile } from './load-file.ts'
import { postPart } from './post-part.ts'
import { World } from './testing/world.ts'

// A server that leads on to another one, asked with the real `fetch`: nothing of the agent's arrives there.

const servers: Server[] = []
afterEach(() => servers.splice(0).map((server) => server.close()))

async function serve(
  answer: (path: string) => { status: number; headers?: object; body?: object },
) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const { status, headers, body } = answer(request.url ?? '')
    response.writeHead(status, { ...headers }).end(JSON.stringify(body ?? {}))
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return { url: `http://127.0.0.1:${address.port}`, asked }
}

const about = { product: 'baton', version: '1.0.0', protocol: PROTOCOL_VERSION }
const baton = () =>
  serve(() => ({ status: 200, headers: { 'set-auth-token': 'stolen' }, body: about }))

function aWorld(): World {
  const world = new World()
  world.fetch = (url, init) => fetch(url, init)
  return world
}

const credentials = { email: 'rina@example.com', password: 'right' }

test.each([301, 302, 303, 307, 308])(
  'an address that leads on (%i) is told to the agent, and nobody signs in there',
  async (status) => {
    const world = aWorld()
    world.session = null
    const there = await baton()
    const here = await serve((path) => ({ status, headers: { location: there.url + path } }))
    const signedIn = await world.sync.signIn({ serverUrl: here.url, ...credentials })
    expect(signedIn).toEqual({ ok: false, reason: 'redirected' })
    expect(there.asked).toEqual([])
  },
)

test.each([302, 307])('a password is not sent on by a Baton that answers (%i)', async (status) => {
  const world = aWorld()
  world.session = null
  const there = await baton()
  const here = await serve((path) =>
    path === '/api/about'
      ? { status: 200, body: about }
      : { status, headers: { location: there.url + path } },
  )
  const signedIn = await world.sync.signIn({ serverUrl: here.url, ...credentials })
  expect(signedIn).toEqual({ ok: false, reason: 'no-server' })
  expect(there.asked).toEqual([])
  expect(world.session).toBeNull()
})

test('neither a file, nor a part of one, nor the end of a session follows a redirect', async () => {
  const world = aWorld()
  const there = await baton()
  const here = await serve((path) => ({ status: 307, headers: { location: there.url + path } }))
  world.session = { serverUrl: here.url, token: 'secret' }
  const file = { id: newId(), name: 'a.txt', size: 1 }
  expect((await loadFile(world.deps(), file)).ok).toBe(false)
  expect((await postPart(world.deps(), file, 0, new Blob(['a']))).ok).toBe(false)
  await world.sync.signOut()
  expect(here.asked.length).toBeGreaterThanOrEqual(3)
  expect(there.asked).toEqual([])
})
