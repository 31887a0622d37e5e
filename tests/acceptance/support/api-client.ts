import type { IntegrationKind, KeyScope } from '@baton/protocol/integration.ts'
import type { AgentClient } from './clients.ts'
import { readDocument, type CheckDocumented } from './documented.ts'

/** What `/v1` answered. */
interface ApiAnswer {
  status: number
  body: unknown
}

/** An integration that asks under `/v1`, wherever its server is at the moment. */
export interface ApiClient {
  id: string
  key: { id: string; secret: string }
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer>
}

interface Server {
  readonly url: string
}

const documents = new WeakMap<Server, Promise<CheckDocumented>>()

/** Each answer is held against what the server says of itself. */
function documentOf(server: Server): Promise<CheckDocumented> {
  const known = documents.get(server) ?? readDocument(server.url)
  documents.set(server, known)
  return known
}

interface MadeKey {
  test?: boolean
  scopes?: KeyScope[]
}

/** Makes an integration of the admin's team, with a key. */
export async function integrate(
  admin: AgentClient,
  server: Server,
  { kind = 'bot', ...key }: MadeKey & { kind?: IntegrationKind } = {},
): Promise<ApiClient> {
  const { integration } = await admin.ask('integration:make', { name: 'Kopi bot', kind })
  return keyFor(admin, server, integration.id, key)
}

/** Makes a key of an integration. */
export async function keyFor(
  admin: AgentClient,
  server: Server,
  id: string,
  { test = false, scopes = ['write', 'events'] }: MadeKey = {},
): Promise<ApiClient> {
  const { key, secret } = await admin.ask('key:make', { integrationId: id, test, scopes })
  if (secret === null) throw new Error('The key was not shown.')
  return {
    id,
    key: { id: key.id, secret },
    ask: async (method, path, body) => {
      const response = await fetch(`${server.url}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const { status, headers } = response
      const answered: unknown = await response.json()
      const check = await documentOf(server)
      check({ method, path, asked: body, status, headers, answered })
      return { status, body: answered }
    },
  }
}
