import { ServerResponse, type IncomingMessage } from 'node:http'
import * as v from 'valibot'
import type { RequestBounds } from '../edge/time-limits.ts'
import { addressKey } from '../edge/address-key.ts'
import { clientAddress } from '../edge/client-address.ts'
import type { LineTraffic } from './line-traffic.ts'

/** Middleware that engine.io runs first. `next` with an error refuses the request. */
type Middleware = (
  request: IncomingMessage,
  answer: ServerResponse,
  next: (refusal?: Error) => void,
) => void

/** The size assumed for a body without a length. */
const UNSAID_BYTES = 64 * 1024

/** The query as engine.io reads it: the last of two equal names counts. */
const asked = v.object({
  _query: v.object({ sid: v.optional(v.string()), transport: v.optional(v.string()) }),
})

/**
 * Bounds the HTTP requests of customers whose network blocks WebSockets. These requests pass none of the server's
 * other hooks, so the same bounds are applied here: allowed origins, rate, and the time for a body.
 */
export function pollingRequests(deps: {
  /** Whether a page of this origin may connect, by WebSocket or by polling. */
  isAllowed: (request: IncomingMessage) => boolean
  bounds: RequestBounds
  traffic: LineTraffic
  proxies: number
  bodyMs: number
}): Middleware {
  const { isAllowed, bounds, traffic, proxies, bodyMs } = deps
  return (request, answer, next) => {
    const refuse = (status: number) => {
      answer.writeHead(status, { connection: 'close' }).end()
      next(new Error('refused'))
    }
    const { sid, transport } = v.parse(asked, request)._query
    if (!(answer instanceof ServerResponse)) {
      // Engine.io would upgrade a polling connection to a WebSocket, whose traffic is measured in another way.
      const isAnew = transport === 'websocket' && sid === undefined
      next(isAnew && isAllowed(request) ? undefined : new Error('refused'))
      return
    }
    if (!isAllowed(request) || isFromElsewhere(request)) {
      refuse(403)
      return
    }
    const ip = clientAddress(request, proxies)
    if (ip !== null && bounds.waitMs(ip) > 0) {
      refuse(429)
      return
    }
    const bytes = request.method === 'POST' ? sizeOf(request) : 0
    if (bytes > 0) {
      const key = addressKey(ip ?? '')
      if (!bounds.underWay.take(key)) {
        refuse(429)
        return
      }
      const late = setTimeout(() => request.destroy(), bodyMs)
      request.once('end', () => clearTimeout(late))
      // A request may be refused before its body is complete. The rest of the body is not awaited.
      answer.once('finish', () => !request.complete && request.destroy())
      answer.once('close', () => {
        clearTimeout(late)
        bounds.underWay.leave(key)
      })
    }
    if (sid !== undefined) traffic.asked(sid, bytes, answer)
    next()
  }
}

/** A foreign page may ask without an `Origin`, as for a picture. The browser then says that it is not same-origin. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return headers.origin === undefined && site !== undefined && site !== 'same-origin'
}

function sizeOf({ headers }: IncomingMessage): number {
  const said = Number(headers['content-length'])
  return Number.isSafeInteger(said) && said > 0 ? said : UNSAID_BYTES
}
