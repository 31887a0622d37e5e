import { ServerResponse, type IncomingMessage } from 'node:http'
import * as v from 'valibot'
import type { RequestBounds } from '../edge/time-limits.ts'
import { addressKey } from '../edge/address-key.ts'
import { clientAddress } from '../edge/client-address.ts'
import type { LineTraffic } from './line-traffic.ts'

/** What engine.io asks before it looks at a request: `next` with an error refuses it. */
type Middleware = (
  request: IncomingMessage,
  answer: ServerResponse,
  next: (refusal?: Error) => void,
) => void

/** What a request of a body that does not say its size is taken for. */
const UNSAID_BYTES = 64 * 1024

/** As engine.io has read the address; it takes the last of two of a name. */
const asked = v.object({
  _query: v.object({ sid: v.optional(v.string()), transport: v.optional(v.string()) }),
})

/**
 * Connections of customers whose network lets no WebSocket through come in requests. Those pass none of the server's
 * other hooks, so what bounds every request bounds them here: who may ask, how often, and how long a body may take.
 */
export function pollingRequests(deps: {
  /** Whether a page from there may connect, by a WebSocket or by requests. */
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
      // Engine.io would make a WebSocket of a connection that polls: its traffic is counted another way.
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
      // One that is refused before all of it is there: the rest is not waited for.
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

/** A page elsewhere may ask without saying which it is, as for a picture; the browser says that it is not ours. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  return headers.origin === undefined && site !== undefined && site !== 'same-origin'
}

function sizeOf({ headers }: IncomingMessage): number {
  const said = Number(headers['content-length'])
  return Number.isSafeInteger(said) && said > 0 ? said : UNSAID_BYTES
}
