import rateLimit from '@fastify/rate-limit'
import { createCustomer as createCustomerBody } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Clock, Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'
import { Refused } from '../refused.ts'
import { createCustomer } from '../team/customers.ts'
import { limitedAnswers } from './http-errors.ts'

/** New customers per address and minute: an office behind one address, not a flood. */
const CUSTOMERS_PER_MINUTE = 60

const notFound: ErrorCode = 'not-found'
const invalid: ErrorCode = 'invalid'

/** What a page asks before it has a socket: a customer of its own. */
export async function customerApi(
  app: FastifyInstance,
  deps: { db: Kysely<Database>; clock: Clock; ids: Ids },
): Promise<void> {
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  const limited = { config: { rateLimit: { max: CUSTOMERS_PER_MINUTE, timeWindow: 60_000 } } }
  app.post('/api/customers', limited, async (request, reply) => {
    const body = v.safeParse(createCustomerBody, request.body)
    if (!body.success) return reply.code(400).send({ code: invalid })
    try {
      reply.header('cache-control', 'no-store')
      return await createCustomer(deps, body.output)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return reply.code(404).send({ code: notFound })
    }
  })
}
