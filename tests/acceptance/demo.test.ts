import { request } from 'node:http'
import { io } from 'socket.io-client'
import { about } from '@baton/protocol/session.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { signIn } from './support/clients.ts'
import { startServer, type TestServer } from './support/server.ts'

// The demo's passwords are public: nobody but this machine may be answered by it.

/** The status of a request with these headers, `host` among them. */
function statusOf(url: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

/** The sign-in that a server tells to anybody. */
async function demoOf(url: string): Promise<unknown> {
  return v.parse(about, await (await fetch(`${url}/api/about`)).json()).demo
}

const ELSEWHERE: Record<string, string>[] = [
  { 'x-forwarded-for': '203.0.113.5' },
  { forwarded: 'for=203.0.113.5' },
  { 'x-real-ip': '203.0.113.5' },
  { via: '1.1 proxy' },
  { 'cf-connecting-ip': '203.0.113.5' },
  { host: 'support.example.com' },
  { host: '127.0.0.1.example.com' },
  { host: '192.168.0.7:8787' },
]

describe('a demo server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer('sqlite', { config: { demo: true } })
  })
  afterAll(() => server.stop())

  test.each(ELSEWHERE)('answers nothing to a request with %j', async (headers) => {
    for (const path of ['/api/about', '/chat', '/healthz', '/nowhere']) {
      expect([path, await statusOf(server.url, path, headers)]).toEqual([path, 403])
    }
    const socket = io(`${server.url}/agent`, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true },
      ...{ extraHeaders: headers, auth: { token: 'x', protocol: 3 } },
    })
    const said = await new Promise<string>((resolve) => {
      socket.on('connect_error', ({ message }) => resolve(message))
      socket.on('connect', () => resolve('connected'))
    })
    socket.disconnect()
    // At the door, before any token was looked at.
    expect(said).toBe('websocket error')
  })

  test.each(['127.0.0.1', 'localhost:8787', '[::1]:8787', 'shop.localhost:8787'])(
    'answers this machine by its name %s',
    async (host) => {
      expect(await statusOf(server.url, '/api/about', { host })).toBe(200)
    },
  )

  test('tells its first sign-in to anybody', async () => {
    const [{ email, password }] = DEMO_PEOPLE
    expect(await demoOf(server.url)).toEqual({ email, password })
  })
})

test('a server that is no demo tells no sign-in', async () => {
  const server = await startServer('sqlite')
  expect(await demoOf(server.url)).toBeUndefined()
  await server.stop()
})

test("the demo's passwords open nothing once the demo is over", async () => {
  const server = await startServer('sqlite')
  await seedDemo(server.app.services, Date.now())
  for (const { email, password } of DEMO_PEOPLE) {
    expect((await signIn(server.url, email, password)).status).toBe(403)
    expect((await signIn(server.url, ` ${email.toUpperCase()}`, password)).status).not.toBe(200)
  }
  const { teams } = server.app.services
  const [rina] = DEMO_PEOPLE
  const team = await teams.findTeam('demo')
  const agent = await teams.findAgent(team?.id ?? '', rina.email)
  await teams.setPassword(team?.id ?? '', agent?.id ?? '', 'a password of our own')
  expect((await signIn(server.url, rina.email, 'a password of our own')).status).toBe(200)
  await server.stop()
}, 60_000)
