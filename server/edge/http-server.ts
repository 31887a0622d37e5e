import cors from '@fastify/cors'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { isLoopback } from './client-address.ts'
import type { Config } from './config.ts'
import { isAgentOrigin } from './origin.ts'
import { boundRequests, serverTimes, type RequestBounds, type RequestTimes } from './time-limits.ts'

/** An HTTP server without routes: how large and how slow a request may be. */
export function createHttp(
  { proxies, socketsPerAddress: perAddress }: Config,
  {
    times,
    bounds,
    logger,
  }: { times: RequestTimes; bounds: RequestBounds; logger?: FastifyBaseLogger },
): FastifyInstance {
  const options = {
    // Bodies are small: what is large will come by its own route.
    bodyLimit: 64 * 1024,
    // Names that integrations give, percent-encoded.
    routerOptions: { maxParamLength: 2_400 },
    forceCloseConnections: true,
    // A proxy on this machine that nobody told of: see `clientAddress`.
    trustProxy: (address: string, hop: number) =>
      hop < proxies || (proxies === 0 && hop === 0 && isLoopback(address)),
    ...serverTimes(times),
  }
  const http = logger ? fastify({ ...options, loggerInstance: logger }) : fastify(options)
  boundRequests(http, { times, bounds, perAddress, proxies })
  return http
}

/** Says which pages elsewhere may ask. */
export async function allowOrigins(http: FastifyInstance, config: Config): Promise<void> {
  await http.register(cors, () => corsFor(config))
}

/** Any page may get a customer; only extensions and the operator's own pages may sign an agent in. */
function corsFor(config: Config) {
  return (
    request: { url: string },
    answer: (error: Error | null, options: Parameters<typeof cors>[1]) => void,
  ) => {
    if (request.url.startsWith('/api/customers')) {
      answer(null, { origin: '*', methods: ['POST'] })
      return
    }
    answer(null, {
      origin: (origin, allow) => {
        allow(null, origin !== undefined && isAgentOrigin(origin, config))
      },
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['set-auth-token'],
      credentials: false,
    })
  }
}
