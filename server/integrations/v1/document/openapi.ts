import type { JsonSchema } from '@valibot/to-json-schema'
import { API_ERRORS, type ApiErrorCode } from '../api-error.ts'
import { nothing } from '../api-schemas.ts'
import { errorsOf, operations, type Operation } from '../operations.ts'
import { namedSchemas, toSchema } from './to-schema.ts'

/** A parameter of a path, a query or a header. */
export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
  description?: string
}

interface Content {
  content: Record<string, { schema: JsonSchema }>
}

/** What a call is answered with under one status. */
export interface Response extends Content {
  description: string
  headers: Record<string, { $ref: string }>
}

/** A call as the document tells it. */
export interface Described {
  operationId: string
  summary: string
  description: string
  parameters: Parameter[]
  requestBody?: Content & { required: true }
  responses: Record<string, Response>
}

type Method = Lowercase<Operation['method']>

/** The part of OpenAPI 3.1 that the document has. */
export interface Document {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  paths: Record<string, Partial<Record<Method, Described>>>
  components: {
    schemas: Record<string, JsonSchema>
    headers: Record<string, { description: string; schema: JsonSchema }>
    securitySchemes: Record<string, object>
  }
}

const ALWAYS = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit']

const HEADERS: Document['components']['headers'] = {
  'X-Request-Id': {
    description:
      'The id of the request. `caused_by` of an event names it. Left out where no key was let in.',
    schema: { type: 'string' },
  },
  'RateLimit-Policy': {
    description:
      'How many requests a key has at once, and the seconds in which they are all there again.',
    schema: { type: 'string' },
  },
  RateLimit: {
    description: 'How many requests are left, and the seconds until all are there again.',
    schema: { type: 'string' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'string' } },
}

/** OpenAPI 3.1 of everything under `/v1` that is asked with a key. */
export function openApi(): Document {
  const paths: Document['paths'] = {}
  for (const [operationId, operation] of Object.entries(operations)) {
    const path = (paths[operation.path] ??= {})
    path[toMethod(operation)] = describe(operationId, operation)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Baton Handoff API',
      version: '1',
      description:
        'Any bot or channel of yours mirrors its conversations here, hands one to a human with a card, and is silent while the human speaks. Within version 1 fields, events and errors are only added.',
    },
    servers: [{ url: '/v1' }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas: namedSchemas(),
      headers: HEADERS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key of an integration: `bk_…`.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
    },
  }
}

function toMethod({ method }: Operation): Method {
  switch (method) {
    case 'GET':
      return 'get'
    case 'PUT':
      return 'put'
    case 'POST':
      return 'post'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return 'delete'
  }
}

function describe(operationId: string, operation: Operation): Described {
  const { summary, description, scope, params, query, body, answer, stream } = operation
  const needs = scope === null ? 'Any key may ask.' : `Needs a key with the scope \`${scope}\`.`
  const lastEvent: Parameter = {
    ...{ name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'string' } },
    description: 'The last event that was read.',
  }
  const described: Described = {
    operationId,
    summary,
    description: description === undefined ? needs : `${description} ${needs}`,
    parameters: [
      ...parametersOf('path', params),
      ...parametersOf('query', query),
      ...(stream ? [lastEvent] : []),
    ],
    responses: {
      200: {
        description: 'It is done, or this is what was asked for.',
        headers: refs(ALWAYS),
        content: stream
          ? { 'text/event-stream': { schema: { type: 'string' } } }
          : json(toSchema(answer)),
      },
      ...failures(operation),
    },
  }
  if (body !== nothing)
    described.requestBody = { required: true, ...{ content: json(toSchema(body)) } }
  return described
}

function parametersOf(where: 'path' | 'query', schema: Operation['params']): Parameter[] {
  if (schema === nothing) return []
  const { properties = {}, required = [] } = toSchema(schema)
  return Object.entries(properties).flatMap(([name, type]) =>
    typeof type === 'boolean'
      ? []
      : [{ name, in: where, required: where === 'path' || required.includes(name), schema: type }],
  )
}

/** Errors by their status. */
function failures(operation: Operation): Record<string, Response> {
  const byStatus = Map.groupBy(errorsOf(operation), (code) => API_ERRORS[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [String(status), failure(status, codes)]),
  )
}

function failure(status: number, codes: ApiErrorCode[]): Response {
  const waits = status === 429 || status === 503 ? ['Retry-After'] : []
  return {
    description: codes.map((code) => `\`${code}\`: ${API_ERRORS[code].message}`).join('\n\n'),
    headers: refs([...ALWAYS, ...waits]),
    content: json({
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { enum: codes },
        message: { type: 'string' },
        detail: { type: 'object', additionalProperties: true },
      },
    }),
  }
}

function refs(names: readonly string[]): Response['headers'] {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

function json(schema: JsonSchema): Content['content'] {
  return { 'application/json': { schema } }
}
