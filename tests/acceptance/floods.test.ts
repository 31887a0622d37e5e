import { connect } from 'node:net'
import { attachmentPath } from '@baton/protocol/upload.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { v7 as newId } from 'uuid'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '@baton/protocol/errors.ts'
import { failureOf, resultOf, type CustomerClient } from './support/clients.ts'
import { sampleOf } from './support/samples.ts'
import { startWorld, type World } from './support/world.ts'

/** A clock that stands still: what is let through is the burst and not one more. */
const clock = () => Date.UTC(2026, 10, 29)
const PATIENCE = { timeout: 20_000, interval: 20 }

// Limits of connections are kept in memory and never ask the database, so one engine says it all.
let world: World
afterEach(() => world.end(), 60_000)

const customers = (count: number) =>
  Promise.all(Array.from({ length: count }, () => world.customer()))
const say = (customer: CustomerClient, text: string) =>
  customer.socket.emitWithAck('message:send', { id: newId(), text })
const refusedOf = (answers: readonly Answer<unknown>[]) =>
  answers.flatMap((answer) => (answer.ok ? [] : [answer.error]))

describe('what customers may write', { timeout: 90_000 }, () => {
  test('of one team together is bounded, and its agents go on', async () => {
    world = await startWorld('sqlite', { clock, config: { messagesPerTeam: 2 } })
    const answers = await Promise.all(
      (await customers(3)).flatMap((one) => Array.from({ length: 10 }, () => say(one, 'hello'))),
    )
    const refused = refusedOf(answers)
    expect(refused).toHaveLength(10)
    expect(
      refused.every(({ code, retryAfterMs = 0 }) => code === 'rate-limited' && retryAfterMs > 0),
    ).toBe(true)
    const rina = await world.agent('rina')
    await rina.ask('templates:uses', {})
  })

  test('is bounded in bytes for one customer, whatever they ask, and others go on', async () => {
    world = await startWorld('sqlite', {
      clock,
      config: { messagesPerAddress: 1, messagesPerTeam: 100 },
    })
    const [one, other] = await customers(2)
    if (!one || !other) throw new Error('Nobody came.')
    const answers = await Promise.all(Array.from({ length: 10 }, () => say(one, 'x'.repeat(7_900))))
    expect(refusedOf(answers).map(({ code }) => code)).toContain('rate-limited')
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    // Room for ten messages as people write them is there for everybody else.
    resultOf(await say(other, 'hello'))
  })

  test('new customers of a team are bounded, from however many addresses', async () => {
    world = await startWorld('sqlite', { clock, config: { customersPerTeam: 5, proxies: 1 } })
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const response = await fetch(`${world.server.url}/api/customers`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${n}` },
          body: JSON.stringify({ team: 'nusa' }),
        })
        return response.status
      }),
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  })
})

/** Sends what no client of ours would. */
function emitUntyped(socket: object, event: string, body: unknown): void {
  const emit: unknown = Reflect.get(socket, 'emit')
  if (typeof emit === 'function') Reflect.apply(emit, socket, [event, body])
}

describe('a connection that floods', { timeout: 90_000 }, () => {
  const start = async () => {
    world = await startWorld('sqlite', { clock, config: { requestsPerSecond: 10 } })
    return customers(2)
  }
  const isClosed = (customer: CustomerClient) =>
    vi.waitFor(() => expect(customer.socket.disconnected).toBe(true), PATIENCE)

  test.each([
    ...Object.entries(customerRequests).map(
      ([event, schema]) => [`${event} without an answer`, event, sampleOf(schema)] as const,
    ),
    ['events that there are not', 'no:such', {}] as const,
    ['bytes', 'message:send', Buffer.from('bytes')] as const,
  ])('by %s is closed and kept out for a while, others stay', async (_what, event, body) => {
    const [one, other] = await start()
    if (!one || !other) throw new Error('Nobody came.')
    const { socket } = one
    for (let n = 0; n < 300; n += 1) emitUntyped(socket, event, body)
    await isClosed(one)
    await expect(world.customer(one)).rejects.toMatchObject({ data: { code: 'rate-limited' } })
    await other.ask('messages:pull', { after: 0, before: null, limit: 1 })
  })

  test('a request without an answer costs as much as one with', async () => {
    const [one] = await start()
    if (!one) throw new Error('Nobody came.')
    for (let n = 0; n < 10; n += 1)
      one.socket.emit('message:send', { id: newId(), text: 'x' }, () => undefined)
    const answer = await say(one, 'hello')
    expect(failureOf(answer).code).toBe('rate-limited')
  })
})

test(
  'half a request is given up, headers or body, and whole ones are served meanwhile',
  { timeout: 90_000 },
  async () => {
    world = await startWorld('sqlite', {
      requestTimes: { headers: 200, body: 300, upload: 1_000, silence: 5_000, check: 50 },
    })
    const { port } = new URL(world.server.url)
    const post = (path: string, type: string) =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 1000\r\n\r\n{`
    const halves = [
      '',
      'GET / HTTP/1.1\r\nHost: x\r\n',
      post('/api/customers', 'application/json'),
      post('/api/customers/identify', 'application/json'),
      post('/api/auth/sign-in/email', 'application/json'),
      post(attachmentPath(newId()), 'multipart/form-data; boundary=x'),
    ].flatMap((half) => Array.from({ length: 5 }, () => half))
    let open = 0
    for (const half of halves) {
      const socket = connect(Number(port), '127.0.0.1')
      open += 1
      // Unread answers would keep it open.
      socket.resume()
      socket.on('error', () => undefined)
      socket.once('close', () => (open -= 1))
      socket.write(half)
    }
    expect((await fetch(`${world.server.url}/api/about`)).status).toBe(200)
    await vi.waitFor(() => expect(open).toBe(0), PATIENCE)
  },
)

test('no error is kept by a browser, wherever it comes from', { timeout: 90_000 }, async () => {
  world = await startWorld('sqlite')
  const paths = [
    '/assets/gone-1.js',
    '/gone',
    '/assets/..%2f..%2fpackage.json',
    '/api/attachments/x',
    '/chat/gone',
  ]
  for (const path of paths) {
    const response = await fetch(`${world.server.url}${path}`)
    expect([path, response.status >= 400, response.headers.get('cache-control')]).toEqual([
      path,
      true,
      'no-store',
    ])
  }
  const wrong = await fetch(`${world.server.url}/api/customers`, { method: 'POST', body: 'x' })
  expect(wrong.headers.get('cache-control')).toBe('no-store')
})
