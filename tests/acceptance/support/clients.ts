import { io, type Socket } from 'socket.io-client'
import type { Answer, Failure } from '@baton/protocol/errors.ts'
import {
  AGENT_NAMESPACE,
  CUSTOMER_NAMESPACE,
  type AgentToServer,
  type CustomerToServer,
  type ServerToAgent,
  type ServerToCustomer,
} from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { customerCredential } from '@baton/protocol/customer-credential.ts'
import type { Changed } from '@baton/protocol/changes.ts'
import type { Hello } from '@baton/protocol/session.ts'
import * as v from 'valibot'
import {
  agentVerbs,
  customerVerbs,
  type AgentVerbs,
  type CustomerVerbs,
} from '../../support/verbs.ts'
import {
  createdCustomer,
  type CustomerHello,
  type CustomerMessage,
  type CustomerView,
} from '@baton/protocol/customer.ts'

export type AgentSocket = Socket<ServerToAgent, AgentToServer>
export type CustomerSocket = Socket<ServerToCustomer, CustomerToServer>

/** An agent's connection, with everything it was told, in order. */
export interface AgentClient extends AgentVerbs {
  socket: AgentSocket
  hello: Hello
  token: string
  changes: Changed[]
  streamed: { messageId: string; text: string }[]
}

export interface CustomerClient extends CustomerVerbs {
  socket: CustomerSocket
  hello: CustomerHello
  token: string
  id: string
  messages: CustomerMessage[]
  streamed: { messageId: string; text: string }[]
  /** Who answers them, as they were told since they connected. */
  views: CustomerView[]
}

/** Signs in; null when the server did not let them. */
export async function signIn(
  url: string,
  email: string,
  password: string,
): Promise<{ status: number; token: string | null }> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  await response.body?.cancel()
  return { status: response.status, token: response.headers.get('set-auth-token') }
}

/** Connects as an agent and waits for the greeting. Rejects with the refusal's `Failure` as `data`. */
export async function connectAgent(url: string, token: string): Promise<AgentClient> {
  const socket: AgentSocket = io(`${url}${AGENT_NAMESPACE}`, {
    ...OPTIONS,
    auth: { token, protocol: PROTOCOL_VERSION },
  })
  const changes: Changed[] = []
  const streamed: AgentClient['streamed'] = []
  socket.on('changed', (changed) => changes.push(changed))
  socket.on('reply:streaming', (reply) => streamed.push(reply))
  const hello = await new Promise<Hello>((resolve, reject) => {
    socket.once('hello', resolve)
    socket.once('connect_error', reject)
  })
  return { ...agentVerbs(socket), socket, hello, token, changes, streamed }
}

/** A new customer of the team, or the one of this token, connected and greeted. */
export async function connectCustomer(
  url: string,
  team: string,
  known?: { id: string; token: string; identity?: string },
): Promise<CustomerClient> {
  const { id, token, identity } = known ?? (await newCustomer(url, team))
  const socket: CustomerSocket = io(`${url}${CUSTOMER_NAMESPACE}`, {
    ...OPTIONS,
    auth: { token: customerCredential(token, identity ?? null), protocol: PROTOCOL_VERSION },
  })
  const messages: CustomerMessage[] = []
  const streamed: CustomerClient['streamed'] = []
  const views: CustomerView[] = []
  socket.on('view:changed', (view) => views.push(view))
  socket.on('message:added', (message) => messages.push(message))
  socket.on('reply:streaming', (reply) => streamed.push(reply))
  const hello = await new Promise<CustomerHello>((resolve, reject) => {
    socket.once('hello', resolve)
    socket.once('connect_error', reject)
  })
  return { ...customerVerbs(socket), socket, hello, token, id, messages, streamed, views }
}

const OPTIONS = { transports: ['websocket'], forceNew: true, reconnection: false }

async function newCustomer(
  url: string,
  team: string,
): Promise<{ id: string; token: string; identity?: string }> {
  const response = await fetch(`${url}/api/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ team }),
  })
  return v.parse(createdCustomer, await response.json())
}

/** What was answered; throws when the server refused. */
export function resultOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.data
  throw new Error(`The server refused: ${answer.error.code}`)
}

/** Why the server refused; throws when it did not. */
export function failureOf(answer: Answer<unknown>): Failure {
  if (!answer.ok) return answer.error
  throw new Error('The server did not refuse.')
}
