import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { io } from 'socket.io-client'
import { v7 as newId } from 'uuid'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { AGENT_NAMESPACE, CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { emailOf, PASSWORD } from '../support/made-team.ts'
import { signIn } from './support/clients.ts'
import { openPolling, poll, post } from './support/polling.ts'
import { RAW_PACKETS } from './support/raw-socket.ts'
import { startWorld, until, type World } from './support/world.ts'

// Connections of customers whose network lets no WebSocket through. The chat's side is in polling-chat.test.ts. Limits
// are kept in memory, so one engine says it all.

/** A clock that stands still: what is let through is the burst and not one more. */
const clock = () => Date.UTC(2026, 10, 29)
const PATIENCE = { timeout: 30_000, interval: 20 }

let world: World
afterEach(() => world.end(), 60_000)

const connect = (token: string, namespace: string = CUSTOMER_NAMESPACE) =>
  io(`${world.server.url}${namespace}`, {
    ...{ transports: ['polling'], forceNew: true, reconnection: false },
    auth: { token, protocol: PROTOCOL_VERSION },
  })

/** A customer whose requests come by polling, let in by hand. */
async function enter(token: string, headers: Record<string, string> = {}): Promise<string> {
  const { url } = world.server
  const sid = await openPolling(url, headers)
  const auth = JSON.stringify({ token, protocol: PROTOCOL_VERSION })
  expect((await post(url, sid, [`40${CUSTOMER_NAMESPACE},${auth}`])).text).toBe('ok')
  await vi.waitFor(async () => {
    const { text } = await poll(url, sid)
    expect(text).toContain(`40${CUSTOMER_NAMESPACE}`)
  }, PATIENCE)
  return sid
}

const message = (text: string, ack: number) =>
  `42${CUSTOMER_NAMESPACE},${ack}${JSON.stringify(['message:send', { id: newId(), text }])}`

describe('who may poll', () => {
  test('a customer, who writes and is answered; an agent may not', async () => {
    world = await startWorld('sqlite')
    const known = await world.customer()
    const socket = connect(known.token)
    const told: string[] = []
    socket.on('message:added', ({ text }: { text: string }) => told.push(text))
    await new Promise((resolve) => socket.once('hello', resolve))
    const answer: unknown = await socket.emitWithAck('message:send', { id: newId(), text: 'Hello' })
    expect(answer).toMatchObject({ ok: true })
    await until(() => (told.includes('Hello') ? true : undefined))
    socket.disconnect()
    const { token } = await signIn(world.server.url, emailOf('Rina'), PASSWORD)
    const agent = connect(token ?? '', AGENT_NAMESPACE)
    const refused = await new Promise<Error>((resolve) => agent.once('connect_error', resolve))
    expect(refused.message).toBe('websocket-only')
    agent.disconnect()
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site that says nothing of itself', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour that says nothing of itself', { 'sec-fetch-site': 'same-site' }],
  ])('no page of %s, at any request', async (_who, headers) => {
    world = await startWorld('sqlite')
    const { url } = world.server
    await expect(openPolling(url, headers)).rejects.toThrow('refused with 403')
    const sid = await openPolling(url, { 'sec-fetch-site': 'same-origin' })
    expect((await poll(url, sid, { headers })).status).toBe(403)
    expect((await poll(url, sid, { method: 'POST', body: '3', headers })).status).toBe(403)
    // Its own page goes on with it.
    expect(
      (await poll(url, sid, { method: 'POST', body: '3', headers: { origin: url } })).text,
    ).toBe('ok')
  })

  test('nobody makes a WebSocket of a connection that polls', async () => {
    world = await startWorld('sqlite')
    const { url } = world.server
    const sid = await openPolling(url)
    for (const query of [
      `transport=websocket&sid=${sid}`,
      `transport=polling&sid=${sid}`,
      'transport=polling',
      `transport=polling&transport=websocket&sid=${sid}`,
    ])
      expect(await upgrade(url, query)).toBe(400)
    expect(await upgrade(url, 'transport=websocket')).toBe(101)
  })
})

describe('what polling may take', () => {
  const limits = { socketsPerAddress: 4, proxies: 1 }
  const from = (address: string) => ({ 'x-forwarded-for': address })

  test('an address’s places are held by connections, whichever lines their requests come by', async () => {
    world = await startWorld('sqlite', { config: limits })
    const { url } = world.server
    const open: string[] = []
    // Each line is closed after its request.
    for (let n = 0; n < 4; n += 1) open.push(await openPolling(url, from('203.0.113.7')))
    await expect(openPolling(url, from('203.0.113.7'))).rejects.toThrow('refused with 403')
    await openPolling(url, from('203.0.113.8'))
    await post(url, open[0] ?? '', ['1'])
    await vi.waitFor(() => openPolling(url, from('203.0.113.7')), PATIENCE)
  })

  test('one line of a proxy that ends takes nobody’s place away', async () => {
    world = await startWorld('sqlite', { config: limits })
    const { url } = world.server
    for (let n = 0; n < 4; n += 1)
      await openPolling(url, { ...from('203.0.113.7'), upgrade: 'something' })
    await expect(openPolling(url, from('203.0.113.7'))).rejects.toThrow('refused with 403')
  })

  test('handshakes that come to nothing give their places back', async () => {
    world = await startWorld('sqlite', { config: limits })
    const { url } = world.server
    for (let n = 0; n < 6; n += 1) {
      const response = await fetch(`${url}/socket.io/?EIO=3&transport=polling`, {
        headers: from('203.0.113.7'),
      })
      expect(response.status).toBe(400)
    }
    await openPolling(url, from('203.0.113.7'))
  })

  test('what customers of one address write counts, though the line of the handshake is closed', async () => {
    world = await startWorld('sqlite', { clock, config: { messagesPerAddress: 0.5, proxies: 0 } })
    const { url } = world.server
    const { token } = await world.customer()
    // A proxy that nobody told of.
    const sid = await enter(token, from('203.0.113.7'))
    const packets = Array.from({ length: 8 }, (_, n) => message('hello', n))
    expect((await post(url, sid, packets)).text).toBe('ok')
    await vi.waitFor(async () => expect((await poll(url, sid)).text).toContain('rate-limited'), {
      ...PATIENCE,
    })
  })

  test('frames that flood close the connection, and others stay', async () => {
    world = await startWorld('sqlite', { clock, config: { requestsPerSecond: 10 } })
    const { url } = world.server
    const [one, other] = [await world.customer(), await world.customer()]
    const sid = await enter(one.token)
    await post(
      url,
      sid,
      Array.from({ length: 100 }, () => `42${CUSTOMER_NAMESPACE},["no:such"]`),
    ).catch(() => null)
    await vi.waitFor(async () => expect((await poll(url, sid)).status).toBe(400), PATIENCE)
    await expect(world.customer(one)).rejects.toMatchObject({ data: { code: 'rate-limited' } })
    await world.customer(other)
  })

  test('a body is bounded in size and in time, said or unsaid', async () => {
    const body = 300
    world = await startWorld('sqlite', {
      requestTimes: { headers: 200, body, upload: 60_000, silence: 60_000, check: 50 },
    })
    const { url } = world.server
    const large = await openPolling(url)
    expect((await post(url, large, [`4${'x'.repeat(70_000)}`])).status).toBe(413)
    const slow = await openPolling(url)
    await expect(
      new Promise((_resolve, reject) => {
        const asked = request(`${url}/socket.io/?EIO=4&transport=polling&sid=${slow}`, {
          ...{ method: 'POST', agent: false },
          headers: { 'content-type': 'text/plain' },
        })
        asked.once('error', reject)
        asked.write('4')
      }),
    ).rejects.toThrow()
    await openPolling(url)
  })

  test('bytes over time are bounded for a connection, as for a WebSocket', async () => {
    world = await startWorld('sqlite', { clock })
    const { url } = world.server
    const sid = await openPolling(url)
    // Pongs that nobody asked for, 60 KB each: 16 MB are let through at once.
    const packet = `3${'x'.repeat(60_000)}`
    const isTaken = async () => {
      // The request that is under way is broken off.
      const answer = await post(url, sid, [packet]).catch(() => null)
      return answer?.status === 200
    }
    let sent = 0
    // Looked at once a second, in which a quick machine sends a thousand.
    while (sent < 10_000 && (await isTaken())) sent += 1
    expect(sent).toBeLessThan(10_000)
    // It is no other limit that closed it.
    expect(sent * packet.length).toBeGreaterThan(12 * 1024 * 1024)
  }, 60_000)

  test('impossible packets harm nobody but who sent them', async () => {
    world = await startWorld('sqlite')
    const { url } = world.server
    const witness = await world.customer()
    for (const packet of RAW_PACKETS) {
      const sid = await openPolling(url)
      const { status } = await post(url, sid, [packet])
      expect({ packet: packet.slice(0, 40), fault: status >= 500 }).toMatchObject({ fault: false })
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect(witness.socket.connected).toBe(true)
  })

  test('a server that stops waits for nobody who polls', async () => {
    world = await startWorld('sqlite')
    const known = await world.customer()
    const socket = connect(known.token)
    await new Promise((resolve) => socket.once('hello', resolve))
    const gone = new Promise((resolve) => socket.once('disconnect', resolve))
    const before = Date.now()
    await world.server.restart()
    await gone
    expect(Date.now() - before).toBeLessThan(10_000)
  })
})

/** The status that an upgrade is answered with. */
function upgrade(url: string, query: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/socket.io/?EIO=4&${query}`, {
      headers: {
        ...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
        'sec-websocket-key': randomBytes(16).toString('base64'),
      },
    })
    asked.once('upgrade', ({ statusCode }, socket) => {
      // One that carries nothing is closed again, by a frame that says so.
      socket.destroy()
      resolve(statusCode)
    })
    asked.once('response', ({ statusCode }) => resolve(statusCode))
    asked.once('error', reject)
    asked.end()
  })
}
