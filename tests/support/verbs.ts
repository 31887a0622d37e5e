import type { AgentAnswer } from '@baton/protocol/agent-answers.ts'
import { agentRequests, type AgentBody, type AgentRequest } from '@baton/protocol/agent-requests.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import {
  customerRequests,
  type CustomerBody,
  type CustomerRequest,
} from '@baton/protocol/customer-requests.ts'
import type { Answer, Failure } from '@baton/protocol/errors.ts'
import { moved, type Moved } from '@baton/protocol/ownership.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'

/** The server refused what was asked. */
export class RefusedByServer extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`The server refused: ${failure.code}`)
    this.failure = failure
  }
}

/** Why the server refused what was asked; throws when it did not. */
export async function refusalOf(asked: Promise<unknown>): Promise<Failure> {
  const error = await asked.then(
    () => new Error('The server did not refuse.'),
    (reason: unknown) => reason,
  )
  if (error instanceof RefusedByServer) return error.failure
  throw error
}

/** A body whose id is made when the test gives none. */
type Asked<Body> = Body extends { id: string } ? Omit<Body, 'id'> & { id?: string } : Body

/** The requests that are answered with the conversation as they left it. */
type Move = {
  [E in AgentRequest]: AgentAnswer<E> extends Moved ? E : never
}[AgentRequest]

/** Which conversation, and as of which epoch. */
type Held = Pick<Conversation, 'id' | 'epoch'>

/** What a move takes beside the conversation. */
type More<E extends Move> = Omit<AgentBody<E>, 'id' | 'conversationId' | 'epoch'> & { id?: string }

type Moves<E extends Move> = (
  conversation: Held,
  ...more: object extends More<E> ? [more?: More<E>] : [more: More<E>]
) => Promise<Conversation>

/** What an agent does in a test. All of it rejects when the server refuses: see `refusalOf`. */
export interface AgentVerbs {
  ask<E extends AgentRequest>(event: E, body: Asked<AgentBody<E>>): Promise<AgentAnswer<E>>
  takeOver: Moves<'conversation:take-over'>
  handBack: Moves<'conversation:hand-over'>
  transfer: Moves<'conversation:transfer'>
  accept: Moves<'conversation:accept'>
  decline: Moves<'conversation:decline'>
  resolve: Moves<'conversation:resolve'>
  undo: Moves<'conversation:undo'>
  nudge: Moves<'conversation:nudge'>
  /** Writes to the customer. */
  reply(conversation: Held, text: string): Promise<AgentAnswer<'message:send'>>
  /** Leaves a note for the team. */
  note(conversation: Held, text: string): Promise<AgentAnswer<'message:send'>>
}

/** What a customer does in a test. All of it rejects when the server refuses: see `refusalOf`. */
export interface CustomerVerbs {
  ask<E extends CustomerRequest>(event: E, body: Asked<CustomerBody<E>>): Promise<CustomerAnswer<E>>
  says(text: string): Promise<CustomerAnswer<'message:send'>>
}

interface Socket {
  emitWithAck(event: string, body: unknown): Promise<Answer<unknown>>
}

/** The verbs of the agent at the other end of this socket. */
export function agentVerbs(socket: Socket): AgentVerbs {
  function ask<E extends AgentRequest>(event: E, body: Asked<AgentBody<E>>): Promise<AgentAnswer<E>>
  function ask(event: AgentRequest, body: object): Promise<unknown> {
    return exchange(socket, event, withId(agentRequests[event].entries, body))
  }
  const move =
    <E extends Move>(event: E): Moves<E> =>
    async ({ id: conversationId, epoch }, ...[more]) => {
      const body = withId(agentRequests[event].entries, { conversationId, epoch, ...more })
      return v.parse(moved, await exchange(socket, event, body)).conversation
    }
  const write =
    (visibility: 'everyone' | 'team') =>
    ({ id: conversationId, epoch }: Held, text: string) =>
      ask('message:send', { conversationId, epoch, text, attachments: [], visibility })
  return {
    ask,
    takeOver: move('conversation:take-over'),
    handBack: move('conversation:hand-over'),
    transfer: move('conversation:transfer'),
    accept: move('conversation:accept'),
    decline: move('conversation:decline'),
    resolve: move('conversation:resolve'),
    undo: move('conversation:undo'),
    nudge: move('conversation:nudge'),
    reply: write('everyone'),
    note: write('team'),
  }
}

/** The verbs of the customer at the other end of this socket. */
export function customerVerbs(socket: Socket): CustomerVerbs {
  function ask<E extends CustomerRequest>(
    event: E,
    body: Asked<CustomerBody<E>>,
  ): Promise<CustomerAnswer<E>>
  function ask(event: CustomerRequest, body: object): Promise<unknown> {
    return exchange(socket, event, withId(customerRequests[event].entries, body))
  }
  return { ask, says: (text) => ask('message:send', { text }) }
}

/** A body as the contract wants it: with an id, where it has one. */
function withId(entries: object, body: object): object {
  return 'id' in entries ? { id: newId(), ...body } : body
}

async function exchange(socket: Socket, event: string, body: object): Promise<unknown> {
  const answer = await socket.emitWithAck(event, body)
  if (answer.ok) return answer.data
  throw new RefusedByServer(answer.error)
}
