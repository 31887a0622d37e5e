import rateLimit from '@fastify/rate-limit'
import {
  createCustomer as createCustomerBody,
  identifyCustomer as identifyCustomerBody,
  askNonce,
} from '@baton/protocol/customer.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GenericSchema, InferOutput } from 'valibot'
import { createCustomer } from '../customers/create-customer.ts'
import {
  browserNonce,
  identifyCustomer,
  type IdentifyDeps,
} from '../conversations/customers/identify-customer.ts'
import { clientKey } from '../edge/client-address.ts'
import type { Config } from '../edge/config.ts'
import { tokenBuckets } from '../edge/token-bucket.ts'
import { Refused } from '../ground/refused.ts'
import { limitedAnswers } from '../edge/http-errors.ts'
import { parseBody } from '../edge/parse-body.ts'

/** A signed-in customer's page identifies them each time one is opened. */
const IDENTIFIED_PER_MINUTE = 240

/** What the customers' routes need. */
export interface CustomerApiDeps extends IdentifyDeps {
  config: Pick<Config, 'customersPerAddress' | 'customersPerTeam' | 'proxies'>
}

/** Routes that a page calls before it has a socket: to create a customer, and to identify them. */
export async function customerApi(app: FastifyInstance, deps: CustomerApiDeps): Promise<void> {
  const { customersPerAddress: perAddress, customersPerTeam: perTeam, proxies } = deps.config
  const newIn = tokenBuckets({ perSecond: perTeam / 60, burst: perTeam }, deps.clock)
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  app.post(
    '/api/customers',
    limitedTo(perAddress),
    answer(createCustomerBody, (body) => {
      // A team's limit, whatever the number of addresses.
      const retryAfterMs = newIn(body.team)()
      if (retryAfterMs > 0) throw new Refused('rate-limited', { retryAfterMs })
      return createCustomer(deps, body)
    }),
  )
  app.post(
    '/api/customers/identify',
    limitedTo(IDENTIFIED_PER_MINUTE),
    answer(identifyCustomerBody, (body, { raw }) =>
      identifyCustomer(deps, clientKey(raw, proxies), body),
    ),
  )
  app.post(
    '/api/customers/nonce',
    limitedTo(IDENTIFIED_PER_MINUTE),
    answer(askNonce, (body) => browserNonce(deps, body)),
  )
}

function limitedTo(max: number) {
  return { config: { rateLimit: { max, timeWindow: 60_000 } } }
}

/** Parses the body, does the work and answers with the result. Errors are answered by `httpErrors`. */
function answer<Schema extends GenericSchema>(
  schema: Schema,
  work: (body: InferOutput<Schema>, request: FastifyRequest) => Promise<object>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const body = parseBody(schema, request.body)
    reply.header('cache-control', 'no-store')
    return work(body, request)
  }
}
