import rateLimit from '@fastify/rate-limit'
import {
  createCustomer as createCustomerBody,
  identifyCustomer as identifyCustomerBody,
} from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { createCustomer } from '../customers/create-customer.ts'
import { identifyCustomer, type IdentifyDeps } from '../customers/identify-customer.ts'
import { Refused } from '../refused.ts'
import { limitedAnswers } from './http-errors.ts'

/** New customers per address and minute: an office behind one address, not a flood. */
const CUSTOMERS_PER_MINUTE = 60
/** A signed-in customer's pages say who they are each time one is opened. */
const IDENTIFIED_PER_MINUTE = 240

const invalid: ErrorCode = 'invalid'

/** What a page asks before it has a socket: a customer of its own, and who that is. */
export async function customerApi(app: FastifyInstance, deps: IdentifyDeps): Promise<void> {
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  app.post(
    '/api/customers',
    limitedTo(CUSTOMERS_PER_MINUTE),
    answer(createCustomerBody, (body) => createCustomer(deps, body)),
  )
  app.post(
    '/api/customers/identify',
    limitedTo(IDENTIFIED_PER_MINUTE),
    answer(identifyCustomerBody, (body) => identifyCustomer(deps, body)),
  )
}

function limitedTo(max: number) {
  return { config: { rateLimit: { max, timeWindow: 60_000 } } }
}

/** Parses, does the work, and answers it or its refusal. What is no refusal is thrown on. */
function answer<Body>(
  schema: v.GenericSchema<unknown, Body>,
  work: (body: Body) => Promise<object>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const body = v.safeParse(schema, request.body)
    if (!body.success || JSON.stringify(body.output).includes('\\u0000')) {
      return reply.code(400).send({ code: invalid })
    }
    try {
      reply.header('cache-control', 'no-store')
      return await work(body.output)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return reply.code(STATUS[error.failure.code] ?? 400).send(error.failure)
    }
  }
}

/** Of what these routes refuse; anything else is a request that cannot be served as it is. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  'signed-out': 401,
  'identity-expired': 401,
  forbidden: 403,
  'not-found': 404,
}
