// @vitest-environment node
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startHostileServer, type HostileServer } from '../../tests/support/hostile-server.ts'
import { createOutgoing } from './outgoing.ts'
import { troubleOf } from './testing/trouble-of.ts'
import type { OutgoingLimits } from './outgoing-limits.ts'

const BRIEF: Partial<OutgoingLimits> = {
  connectMs: 300,
  headersMs: 300,
  idleMs: 300,
  maxBytes: 1_000,
}

let server: HostileServer
beforeAll(async () => {
  server = await startHostileServer()
})
afterAll(() => server.stop())

/** Asks as a server whose operator has allowed the hostile server, and nothing else. */
function fetchAllowed(limits: Partial<OutgoingLimits> = {}) {
  const allowHosts = [{ host: '127.0.0.1', port: server.port }]
  return createOutgoing({ allowHosts }).fetchWithin({ ...BRIEF, ...limits })
}

async function readAll(answer: Promise<Response>): Promise<string> {
  return (await answer).text()
}

describe('what is asked of an allowed host', () => {
  test('is sent as fetch would send it, and answered as fetch would', async () => {
    const answer = await fetchAllowed()(`${server.url}/ok?x=1`, {
      method: 'POST',
      headers: { authorization: 'Bearer k', 'content-type': 'application/json' },
      body: '{"a":"ü"}',
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(await answer.json()).toEqual({ ok: true })
    expect(server.asked.at(-1)).toMatchObject({
      method: 'POST',
      path: '/ok?x=1',
      headers: { authorization: 'Bearer k', 'accept-encoding': 'identity', 'content-length': '10' },
      body: '{"a":"ü"}',
    })
  })

  test('keeps its connection for the next request', async () => {
    const fetch = fetchAllowed()
    await readAll(fetch(`${server.url}/ok`))
    const before = server.connections
    await readAll(fetch(`${server.url}/ok`))
    expect(server.connections).toBe(before)
  })

  test('is sent once more when the kept connection was closed', async () => {
    let isFirst = true
    const closing = await startHostileServer({
      '/closes-kept': ({ socket }, response) => {
        if (isFirst) socket.destroy()
        else response.end('second')
        isFirst = false
      },
    })
    const allowHosts = [{ host: '127.0.0.1', port: null }]
    const fetch = createOutgoing({ allowHosts }).fetchWithin(BRIEF)
    await readAll(fetch(`${closing.url}/ok`))
    expect(await readAll(fetch(`${closing.url}/closes-kept`, { method: 'POST' }))).toBe('second')
    await closing.stop()
  })

  test.each([
    ['/hang', 'too-slow'],
    ['/hang-in-body', 'too-slow'],
    ['/endless', 'too-large'],
    ['/huge', 'too-slow'],
    ['/early', 'unreachable'],
    ['/cut', 'cut-off'],
    ['/not-http', 'not-http'],
    ['/status?code=999', 'not-http'],
    ['/loop', 'redirected'],
  ])('%s comes to an end: %s', async (path, trouble) => {
    expect(await troubleOf(readAll(fetchAllowed()(server.url + path)))).toBe(trouble)
  })

  test('has a time for all of it, whatever drips, also when nobody reads', async () => {
    const fetch = fetchAllowed({ wholeMs: 200 })
    expect(await troubleOf(readAll(fetch(`${server.url}/drip`)))).toBe('too-slow')
    const unread = await fetch(`${server.url}/drip`)
    await vi.waitFor(async () => expect(await troubleOf(unread.text())).toBe('too-slow'), 5_000)
  })

  test('is unreachable where nobody listens', async () => {
    const gone = await startHostileServer()
    await gone.stop()
    const allowHosts = [{ host: '127.0.0.1', port: null }]
    const fetch = createOutgoing({ allowHosts }).fetchWithin(BRIEF)
    expect(await troubleOf(fetch(gone.url))).toBe('unreachable')
  })

  test('is not HTTP where https is spoken to a server without TLS', async () => {
    const url = server.url.replace('http:', 'https:')
    expect(await troubleOf(fetchAllowed()(url))).toBe('not-http')
  })

  test('streams: the first words are there before the last', async () => {
    const answer = await fetchAllowed()(`${server.url}/drip`)
    const reader = answer.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^x+$/)
    await reader?.cancel()
  })

  test('is given up with the reason of the signal, before the answer and in its middle', async () => {
    const early = new AbortController()
    const hanging = fetchAllowed()(`${server.url}/hang`, { signal: early.signal })
    early.abort()
    await expect(hanging).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    const late = new AbortController()
    const answer = await fetchAllowed()(`${server.url}/drip`, { signal: late.signal })
    const words = answer.text()
    late.abort(new Error('taken over'))
    await expect(words).rejects.toThrow('taken over')
    await expect(fetchAllowed()(`${server.url}/ok`, { signal: late.signal })).rejects.toThrow(
      'taken',
    )
  })
})

describe('redirects', () => {
  const redirect = (to: string, status = 302) =>
    `${server.url}/redirect?status=${status}&to=${encodeURIComponent(to)}`

  test('are followed by GET, with credentials on the same origin', async () => {
    const headers = { authorization: 'Bearer k', 'x-api-key': 'k' }
    await readAll(fetchAllowed()(redirect('/ok'), { headers }))
    expect(server.asked.at(-1)?.headers).toMatchObject(headers)
  })

  test('take no credentials to another origin', async () => {
    const other = await startHostileServer()
    const allowHosts = [{ host: '127.0.0.1', port: null }]
    const fetch = createOutgoing({ allowHosts }).fetchWithin(BRIEF)
    const headers = { authorization: 'Bearer k', cookie: 'a=b', 'x-api-key': 'k', accept: 'text/x' }
    await readAll(fetch(redirect(`${other.url}/ok`), { headers }))
    const sent = other.asked.at(-1)?.headers ?? {}
    expect(sent.accept).toBe('text/x')
    expect(Object.keys(sent)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/authorization|cookie|x-api-key/)]),
    )
    await other.stop()
  })

  test.each([301, 302, 303, 307, 308])('of a POST are not followed (%i)', async (status) => {
    const sent = fetchAllowed()(redirect('/ok', status), { method: 'POST', body: 'secret' })
    expect(await troubleOf(sent)).toBe('redirected')
  })

  test('lead nowhere that could not be asked at once', async () => {
    const other = await startHostileServer()
    for (const to of [other.url, other.url.replace('127.0.0.1', 'localhost'), 'http://[::1]/']) {
      expect(await troubleOf(fetchAllowed()(redirect(to)))).toBe('address-private')
    }
    expect(await troubleOf(fetchAllowed()(redirect('http://shop.example/')))).toBe('needs-https')
    expect(await troubleOf(fetchAllowed()(redirect('file:///etc/passwd')))).toBe('address-invalid')
    expect(await troubleOf(fetchAllowed()(redirect('https://a:b@shop.example')))).toBe(
      'address-invalid',
    )
    expect(other.connections).toBe(0)
    await other.stop()
  })

  test('are the caller’s own where it says so', async () => {
    const answer = await fetchAllowed()(redirect('/ok'), { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(await troubleOf(fetchAllowed()(redirect('/ok'), { redirect: 'error' }))).toBe(
      'redirected',
    )
  })
})
