import type { GenericSchema, InferOutput } from 'valibot'
import type { AgentBody, AgentRequest } from './agent-requests.ts'
import { auditPage } from './audit.ts'
import { changesPage } from './changes.ts'
import { editedCustomer } from './customer-details.ts'
import { done } from './errors.ts'
import { history } from './history.ts'
import { changedIntegration, integrations, madeKey } from './integration.ts'
import { stored } from './message.ts'
import { MODEL_TEST_MS, modelSetting, modelTested } from './model.ts'
import { gotConversation, olderPage } from './older.ts'
import { moved } from './ownership.ts'
import { foundConversations, foundInMessages } from './search.ts'
import { tagged } from './tags.ts'
import { savedTemplate, templateUses, templateVersions } from './template.ts'
import { copiedFile } from './upload.ts'
import { deliveries, queuedDelivery, shownWebhook } from './webhook.ts'

/**
 * How the background asks a request for a panel. `once` connects if need be, gives the request its id, and asks again
 * under that id when no answer comes. `again` does the same for a body without an id. `connecting` connects if need
 * be and asks one time. `if-live` asks only while the copy is current: a later answer would be of no use. `never` is
 * for requests that the background makes itself, from its outbox or to fill the copy.
 */
export type Asking = 'once' | 'again' | 'connecting' | 'if-live' | 'never'

export interface AnswerSpec {
  answer: GenericSchema
  ask: Asking
  /** How long to wait for the answer, in ms, where that is longer than usual. */
  waitMs?: number
  /**
   * Fields of the body that a server of the previous minor release refuses. The background asks such a server again
   * without them, so the request has to mean nearly the same without them.
   */
  newFields?: readonly string[]
}

/** The answer to each request of an agent, and how a panel may ask it. */
export const agentAnswers = {
  'changes:pull': { answer: changesPage, ask: 'never' },
  'urgent:pull': { answer: changesPage, ask: 'never' },
  'history:page': { answer: history, ask: 'never' },
  'search:messages': { answer: foundInMessages, ask: 'never' },
  'search:conversations': { answer: foundConversations, ask: 'never' },
  'conversation:get': { answer: gotConversation, ask: 'never' },
  'conversations:older': { answer: olderPage, ask: 'never' },
  'customer:conversations': { answer: olderPage, ask: 'never' },
  'message:send': { answer: stored, ask: 'never' },
  'conversation:take-over': { answer: moved, ask: 'once' },
  'conversation:hand-over': {
    answer: moved,
    ask: 'once',
    newFields: ['answerEarlier', 'promised'],
  },
  'conversation:transfer': { answer: moved, ask: 'once' },
  'conversation:accept': { answer: moved, ask: 'again' },
  'conversation:decline': { answer: moved, ask: 'once' },
  'conversation:resolve': { answer: moved, ask: 'once' },
  'conversation:undo': { answer: moved, ask: 'once' },
  'conversation:nudge': { answer: moved, ask: 'once' },
  'conversation:read': { answer: done, ask: 'never' },
  'team:change': { answer: done, ask: 'connecting' },
  'template:save': { answer: savedTemplate, ask: 'never' },
  'template:delete': { answer: done, ask: 'never' },
  'template:history': { answer: templateVersions, ask: 'if-live' },
  'templates:uses': { answer: templateUses, ask: 'never' },
  'audit:list': { answer: auditPage, ask: 'if-live' },
  'integrations:list': { answer: integrations, ask: 'if-live' },
  'integration:make': { answer: changedIntegration, ask: 'once' },
  'integration:change': { answer: changedIntegration, ask: 'once' },
  'integration:remove': { answer: done, ask: 'once' },
  'key:make': { answer: madeKey, ask: 'once' },
  'key:revoke': { answer: done, ask: 'once' },
  'model:read': { answer: modelSetting, ask: 'if-live' },
  'model:set': { answer: done, ask: 'once' },
  'model:test': { answer: modelTested, ask: 'if-live', waitMs: MODEL_TEST_MS + 5_000 },
  'webhook:set': { answer: shownWebhook, ask: 'once' },
  'webhook:rotate': { answer: shownWebhook, ask: 'once' },
  'webhook:remove': { answer: done, ask: 'once' },
  'webhook:log': { answer: deliveries, ask: 'if-live' },
  'webhook:redeliver': { answer: queuedDelivery, ask: 'once' },
  'webhook:test': { answer: queuedDelivery, ask: 'once' },
  'file:copy': { answer: copiedFile, ask: 'never' },
  'conversation:tag': { answer: tagged, ask: 'once' },
  'customer:edit': { answer: editedCustomer, ask: 'once' },
  'presence:set': { answer: done, ask: 'connecting' },
  'idle:set': { answer: done, ask: 'never' },
  'typing:set': { answer: done, ask: 'if-live' },
  'viewing:set': { answer: done, ask: 'if-live' },
} as const satisfies { [E in AgentRequest]: AnswerSpec & { ask: AskingOf<E> } }

/** A request can be asked `once` only if its body has an id. */
type AskingOf<E extends AgentRequest> =
  AgentBody<E> extends { id: string } ? Asking : Exclude<Asking, 'once'>

type AgentAnswers = typeof agentAnswers

/** The server's answer to a request that it does not refuse. */
export type AgentAnswer<E extends AgentRequest> = InferOutput<AgentAnswers[E]['answer']>

/** The requests that are asked in one of these ways. */
export type AskedBy<How extends Asking> = {
  [E in AgentRequest]: AgentAnswers[E]['ask'] extends How ? E : never
}[AgentRequest]

/** The requests that a panel may ask through the background. */
export type PanelRequest = Exclude<AgentRequest, AskedBy<'never'>>

/** The body of such a request without the id that the background gives it. */
export type PanelBody<E extends PanelRequest> =
  E extends AskedBy<'once'> ? Omit<AgentBody<E>, 'id'> : AgentBody<E>
