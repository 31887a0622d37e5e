import type { KeyScope } from '@baton/protocol/integration.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { InferOutput } from 'valibot'
import { parseBody } from '../../edge/parse-body.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from './api-error.ts'
import type { Operation } from './operations.ts'

/** What an integration asks by one call. */
export interface Asked<O extends Operation> {
  actor: IntegrationActor
  params: InferOutput<O['params']>
  query: InferOutput<O['query']>
  body: InferOutput<O['body']>
}

type Work<O extends Operation> = (
  asked: Asked<O>,
  http: { request: FastifyRequest; reply: FastifyReply },
) => Promise<O extends { stream: true } ? FastifyReply : InferOutput<O['answer']>>

/** Registers calls by what the contract says of them: who may ask, and what is parsed. */
export function serveOperations(
  app: FastifyInstance,
  actorOf: (request: FastifyRequest) => IntegrationActor,
): <O extends Operation>(operation: O, work: Work<O>) => void {
  return (operation, work) => {
    const { method, path, scope, params, query, body } = operation
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const actor = actorOf(request)
        if (scope !== null) checkScope(actor, scope)
        const asked = {
          actor,
          params: parseBody(params, request.params),
          query: parseBody(query, request.query),
          body: parseBody(body, request.body),
        }
        return work(asked, { request, reply })
      },
    })
  }
}

function checkScope({ scopes }: IntegrationActor, scope: KeyScope): void {
  if (!scopes.includes(scope)) throw new ApiRefused('not_allowed')
}
