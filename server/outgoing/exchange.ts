import type { Agent, IncomingMessage } from 'node:http'
import { request as requestByHttp } from 'node:http'
import { request as requestByHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { answerBody } from './answer-body.ts'
import { codeOf, OutgoingError, toOutgoingError } from './outgoing-error.ts'
import type { OutgoingLimits } from './outgoing-limits.ts'

/** One request to one address. */
export interface Sending {
  url: URL
  method: string
  headers: Headers
  body: Uint8Array | null
}

/** By what a request is made. */
export interface Road {
  agent: Agent
  lookup: LookupFunction
}

/** Statuses of answers that have no body. */
const NO_BODY = new Set([204, 205, 304])
/** What Node sets by itself, or must not be another's. */
const OWN_HEADERS = ['host', 'connection', 'transfer-encoding', 'content-length', 'accept-encoding']

/**
 * Sends a request and resolves with the answer as soon as its headers are there. Rejects with `OutgoingError`, or with
 * the signal's reason once it aborts; the body does the same.
 */
export async function exchange(
  road: Road,
  sending: Sending,
  limits: OutgoingLimits,
  signal: AbortSignal | null,
): Promise<Response> {
  try {
    return await exchangeOnce(road, sending, limits, signal)
  } catch (error) {
    // A connection that was kept was closed at the other end as the request was sent.
    if (!(error instanceof KeptConnectionClosed)) throw error
    return await exchangeOnce(road, sending, limits, signal)
  }
}

class KeptConnectionClosed extends OutgoingError {}

function exchangeOnce(
  { agent, lookup }: Road,
  { url, method, headers, body }: Sending,
  limits: OutgoingLimits,
  signal: AbortSignal | null,
): Promise<Response> {
  signal?.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const send = url.protocol === 'https:' ? requestByHttps : requestByHttp
  const request = send(url, { method, headers: toSent(headers, body), agent, lookup })
  /** What ended it, once something has: what Node says after that does not count. */
  let ended: { error: unknown } | null = null
  let step: NodeJS.Timeout | undefined

  function end(error: unknown): void {
    ended ??= { error }
    request.destroy()
    settle()
    reject(ended.error)
  }
  const tooSlow = () => end(new OutgoingError('too-slow'))
  const aborted = () => end(signal?.reason)
  function settle(): void {
    clearTimeout(step)
    clearTimeout(whole)
    signal?.removeEventListener('abort', aborted)
  }
  function waitFor(ms: number): void {
    clearTimeout(step)
    step = setTimeout(tooSlow, ms)
  }

  const whole = setTimeout(tooSlow, limits.wholeMs)
  waitFor(limits.connectMs)
  signal?.addEventListener('abort', aborted, { once: true })
  request.on('socket', (socket) => {
    const connected = () => waitFor(limits.headersMs)
    if (!socket.connecting) connected()
    else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
  })
  request.on('error', (error) => {
    const isClosed = ['ECONNRESET', 'EPIPE'].includes(codeOf(error))
    if (request.reusedSocket && isClosed) end(new KeptConnectionClosed('unreachable', error))
    else end(toOutgoingError(error))
  })
  request.on('response', (answer) => {
    clearTimeout(step)
    const content = answerBody(answer, limits, {
      whyEnded: () => ended,
      end,
      settle,
    })
    try {
      resolve(toResponse(answer, content))
    } catch (error) {
      end(new OutgoingError('not-http', error))
    }
  })
  request.end(body ?? undefined)
  return promise
}

function toSent(headers: Headers, body: Uint8Array | null): Record<string, string> {
  const sent = Object.fromEntries([...headers].filter(([name]) => !OWN_HEADERS.includes(name)))
  // What is not packed cannot be larger than it looks.
  sent['accept-encoding'] = 'identity'
  if (body !== null) sent['content-length'] = String(body.byteLength)
  return sent
}

/** Throws when status or headers are none. */
function toResponse(answer: IncomingMessage, content: ReadableStream<Uint8Array>): Response {
  const { statusCode: status = 0, rawHeaders } = answer
  const headers = new Headers()
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    headers.append(rawHeaders[place] ?? '', rawHeaders[place + 1] ?? '')
  }
  if (!NO_BODY.has(status)) return new Response(content, { status, headers })
  answer.resume()
  return new Response(null, { status, headers })
}
