import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { AllowedHost } from '../edge/allowed-hosts.ts'
import { checkTarget, isAllowed } from './check-target.ts'
import { exchange, type Sending } from './exchange.ts'
import { OutgoingError } from './outgoing-error.ts'
import type { OutgoingLimits } from './outgoing-limits.ts'
import {
  lookupAny,
  lookupPublic,
  nameServers,
  systemNames,
  type ResolveName,
} from './resolve-name.ts'

/** Everything that the server asks of addresses that somebody has set goes by this. */
export interface Outgoing {
  /**
   * A `fetch` within these limits, the usual ones where none are given. Private addresses are refused when a name is
   * looked up and at every redirect, unless the operator has allowed the host. It follows redirects of GET and HEAD only,
   * and sends no credentials to another origin. Rejects with `OutgoingError`, or with the reason of an aborted signal; a
   * body ends with the same errors. Answers are asked for unpacked.
   */
  fetchWithin(limits?: Partial<OutgoingLimits>): typeof globalThis.fetch
  /** Closes connections that are kept for later requests. */
  close(): void
}

interface Deps {
  /** What the operator has allowed (`BATON_ALLOW_HOSTS`). */
  allowHosts: readonly AllowedHost[]
  /** Whoever says which addresses a name has: name servers, where nothing else is said. */
  resolve?: ResolveName
}

const USUAL_LIMITS: OutgoingLimits = {
  connectMs: 10_000,
  headersMs: 30_000,
  idleMs: 30_000,
  wholeMs: 60_000,
  maxBytes: 1024 * 1024,
}

/** How long a connection is kept for the next request, in ms. */
const KEPT_MS = 10_000
const KEPT_MAX = 8
const REDIRECTS_MAX = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** All that is sent to another origin by a redirect. */
const NO_CREDENTIALS = ['accept', 'accept-language', 'user-agent']

/** Makes the client. Its connections belong to it. */
export function createOutgoing({ allowHosts, resolve = nameServers() }: Deps): Outgoing {
  const kept = { keepAlive: true, maxFreeSockets: KEPT_MAX, timeout: KEPT_MS }
  const agents = { 'http:': new HttpAgent(kept), 'https:': new HttpsAgent(kept) }
  const [toPublic, toAny] = [lookupPublic(resolve), lookupAny(systemNames)]

  async function send(
    sending: Sending,
    limits: OutgoingLimits,
    signal: AbortSignal | null,
  ): Promise<Response> {
    const { url } = sending
    checkTarget(url, allowHosts)
    const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:']
    const lookup = isAllowed(url, allowHosts) ? toAny : toPublic
    return exchange({ agent, lookup }, sending, limits, signal)
  }

  return {
    fetchWithin: (limits) => async (input, init) => {
      const within = { ...USUAL_LIMITS, ...limits }
      const request = readRequest(input, init)
      const signal = init?.signal ?? request.signal
      const until = performance.now() + within.wholeMs
      let sending = await toSending(request)
      for (let redirects = 0; ; redirects += 1) {
        const wholeMs = until - performance.now()
        const answer = await send(sending, { ...within, wholeMs }, signal)
        const next = redirectOf(sending, answer)
        if (next === null || request.redirect === 'manual') return answer
        await answer.body?.cancel()
        if (
          redirects === REDIRECTS_MAX ||
          request.redirect === 'error' ||
          next === 'not-followed'
        ) {
          throw new OutgoingError('redirected')
        }
        sending = next
      }
    },
    close: () => {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

type Asked = Parameters<typeof globalThis.fetch>[0]

/** Throws `OutgoingError` when the address is none, and `TypeError` for anything else that cannot be sent. */
function readRequest(input: Asked, init?: RequestInit): Request {
  if (typeof input === 'string') checkAddress(input)
  if (input instanceof URL) checkAddress(input.href)
  return new Request(input, init)
}

function checkAddress(text: string): void {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '') {
    throw new OutgoingError('address-invalid')
  }
}

async function toSending(request: Request): Promise<Sending> {
  const { url, method, headers } = request
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer())
  return { url: new URL(url), method, headers, body }
}

/** Where an answer sends to; null when it does not. */
function redirectOf(
  { url, method, headers }: Sending,
  answer: Response,
): Sending | 'not-followed' | null {
  const location = answer.headers.get('location')
  if (!REDIRECTS.has(answer.status) || location === null) return null
  if ((method !== 'GET' && method !== 'HEAD') || !URL.canParse(location, url.href))
    return 'not-followed'
  const next = new URL(location, url)
  const sent = next.origin === url.origin ? headers : withoutCredentials(headers)
  return { url: next, method, headers: sent, body: null }
}

function withoutCredentials(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => NO_CREDENTIALS.includes(name)))
}
