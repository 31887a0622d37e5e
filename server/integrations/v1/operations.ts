import type { KeyScope } from '@baton/protocol/integration.ts'
import type { GenericSchema } from 'valibot'
import type { ApiErrorCode } from './api-error.ts'
import {
  availability,
  conversationState,
  customerParams,
  erased,
  handoffResult,
  messageParams,
  messageResults,
  messagesAfter,
  mirroredMessage,
  mirroredPage,
  nothing,
  patchMessage,
  postHandoff,
  postHandoffs,
  postMessages,
  postRating,
  postReceipt,
  postResolve,
  putConversation,
  putLive,
  receiptResult,
  refParams,
} from './api-schemas.ts'
import { eventPage, eventsAfter } from './event-schemas.ts'

/** A call under `/v1`. Routes are registered from it, and the document is made from it. */
export interface Operation {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/v1`, with parameters in braces. */
  path: string
  /** What the key has to have; null if any key will do. */
  scope: KeyScope | null
  /** One sentence without its end. */
  summary: string
  description?: string
  params: GenericSchema
  query: GenericSchema
  body: GenericSchema
  answer: GenericSchema
  /** Errors beside those that every call may be answered with. */
  errors: readonly ApiErrorCode[]
  /** Set if the answers are sent as server-sent events, one after the other. */
  stream?: true
}

const CONVERSATION = '/conversations/{ref}'
const about = { params: refParams, query: nothing, body: nothing }
const plain = { params: nothing, query: nothing, body: nothing }

/** All calls, by name. */
export const operations = {
  availability: {
    ...{ method: 'GET', path: '/availability', scope: null, ...plain, answer: availability },
    summary: 'Who is there',
    description: 'Whether an agent is connected, and the names of up to four of them.',
    errors: [],
  },
  putConversation: {
    ...{ method: 'PUT', path: CONVERSATION, scope: 'write', ...about, body: putConversation },
    summary: 'Make a conversation, or bring its customer and page up to date',
    description:
      'What is left out of the customer stays as it is. `test` is said from the beginning or never.',
    answer: conversationState,
    errors: ['conflict'],
  },
  getConversation: {
    ...{ method: 'GET', path: CONVERSATION, scope: null, ...about, answer: conversationState },
    summary: 'Whose a conversation is',
    description:
      'As its customer has been told: what an agent may still take back has not happened.',
    errors: ['not_found'],
  },
  getMessages: {
    ...{ method: 'GET', path: `${CONVERSATION}/messages`, scope: null, ...about },
    summary: 'What was said after a place, 100 messages at a time',
    query: messagesAfter,
    answer: mirroredPage,
    errors: ['not_found'],
  },
  postMessages: {
    ...{ method: 'POST', path: `${CONVERSATION}/messages`, scope: 'write', ...about },
    summary: 'Store what was said: one message, or up to 100 in their order',
    description:
      'Ask before you show: words of the bot may be shown once they are told `stored`. Of several messages each is judged by itself, and the answer is 200. One message alone that is refused is answered with an error.',
    body: postMessages,
    answer: messageResults,
    errors: ['not_found', 'not_yours', 'id_reused'],
  },
  putLive: {
    ...{ method: 'PUT', path: `${CONVERSATION}/live`, scope: 'write', ...about, body: putLive },
    summary: 'Somebody is typing, or the words of an answer under way',
    description:
      'Agents who look at the conversation see it; nothing is stored. Forgotten after 6 seconds without a repeat. At most 20 a second for a conversation.',
    answer: conversationState,
    errors: ['not_found', 'not_yours'],
  },
  patchMessage: {
    ...{ method: 'PATCH', path: `${CONVERSATION}/messages/{id}`, scope: 'write', ...about },
    summary: 'The text of a message was changed',
    description:
      'Of a message that you stored. Words of the bot are judged as new ones are, by their epoch. The team goes on seeing what it said before.',
    params: messageParams,
    body: patchMessage,
    answer: mirroredMessage,
    errors: ['not_found', 'not_yours', 'conflict'],
  },
  deleteMessage: {
    ...{ method: 'DELETE', path: `${CONVERSATION}/messages/{id}`, scope: 'write', ...about },
    summary: 'A message was removed',
    description: 'Of a message that you stored. The team goes on seeing what it said.',
    params: messageParams,
    answer: mirroredMessage,
    errors: ['not_found'],
  },
  postReceipt: {
    ...{ method: 'POST', path: `${CONVERSATION}/messages/{id}/receipt`, scope: 'write', ...about },
    summary: 'What became of a message on its way to the customer',
    description: 'Of an agent’s message, by its id in events, or of the bot’s. Agents see it.',
    params: messageParams,
    body: postReceipt,
    answer: receiptResult,
    errors: ['not_found', 'conflict'],
  },
  postHandoffs: {
    ...{ method: 'POST', path: '/handoffs', scope: 'write', ...plain, body: postHandoffs },
    summary: 'All in one: make the conversation, store what was said, ask for a human',
    description: 'In one transaction. Asked again it changes nothing that is there already.',
    answer: handoffResult,
    errors: ['conflict', 'id_reused'],
  },
  postRating: {
    ...{ method: 'POST', path: `${CONVERSATION}/rating`, scope: 'write', ...about },
    summary: 'The customer’s word on how they were helped',
    description: 'The last one counts.',
    body: postRating,
    answer: postRating,
    errors: ['not_found'],
  },
  deleteCustomer: {
    ...{ method: 'DELETE', path: '/customers/{id}', scope: 'write', ...plain, answer: erased },
    summary: 'Erase a customer',
    description:
      'Their name, what is known of them, and all that was said in their conversations of this integration, here and in agents’ browsers. The conversations stay as empty ones, resolved, and their names (`ref`) are free again.',
    params: customerParams,
    errors: ['not_found'],
  },
  postHandoff: {
    ...{ method: 'POST', path: `${CONVERSATION}/handoff`, scope: 'write', ...about },
    summary: 'Ask for a human, or replace the card while one is wanted',
    body: postHandoff,
    answer: handoffResult,
    errors: ['not_found', 'conflict', 'id_reused'],
  },
  deleteHandoff: {
    ...{ method: 'DELETE', path: `${CONVERSATION}/handoff`, scope: 'write', ...about },
    summary: 'No human is wanted any more',
    description: 'Refused with `conflict` once one has the conversation.',
    answer: conversationState,
    errors: ['not_found', 'conflict'],
  },
  postResolve: {
    ...{ method: 'POST', path: `${CONVERSATION}/resolve`, scope: 'write', ...about },
    summary: 'The bot is done, until the customer writes again',
    body: postResolve,
    answer: conversationState,
    errors: ['not_found', 'not_yours'],
  },
  getEvents: {
    ...{ method: 'GET', path: '/events', scope: 'events', ...plain, query: eventsAfter },
    summary: 'The events after one, or all that are kept, 100 at a time',
    description:
      'Ask again with `after` = the `cursor` of the answer. With `wait` it waits for an event.',
    answer: eventPage,
    errors: ['cursor_gone'],
  },
  streamEvents: {
    ...{ method: 'GET', path: '/events/stream', scope: 'events', ...plain, query: eventsAfter },
    summary: 'The same as server-sent events',
    description:
      'Goes on from the header `Last-Event-ID`, or from `after`. `wait` means nothing here.',
    answer: nothing,
    errors: ['cursor_gone'],
    stream: true,
  },
} as const satisfies Record<string, Operation>

/** What every call may be answered with; `not_allowed` only where a scope is needed, the rest by what it sends. */
export function errorsOf({ method, scope, errors }: Operation): ApiErrorCode[] {
  const writes = method !== 'GET'
  return [
    ...(['invalid', 'unauthorized', 'browser_refused', 'forbidden'] as const),
    ...(scope === null ? [] : (['not_allowed'] as const)),
    ...errors,
    ...(writes ? (['too_large', 'unsupported_type', 'cannot_store'] as const) : []),
    ...(['rate_limited', 'internal', 'unavailable'] as const),
  ]
}
