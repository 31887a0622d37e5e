import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import { setIdle, setPresence } from './agent.ts'
import { auditList } from './audit.ts'
import { pullChanges, pullUrgent } from './changes.ts'
import { editCustomer } from './customer-details.ts'
import { historyPage } from './history.ts'
import {
  changeIntegration,
  listIntegrations,
  makeIntegration,
  makeKey,
  removeIntegration,
  revokeKey,
} from './integration.ts'
import { setTyping, setViewing } from './live.ts'
import { sendMessage } from './message.ts'
import { customersConversations, getConversation, olderConversations } from './older.ts'
import { accept, decline, handOver, nudge, resolve, takeOver, transfer, undo } from './ownership.ts'
import { readModel, setModel, testModel } from './model.ts'
import { markRead } from './read-mark.ts'
import { searchConversations, searchMessages } from './search.ts'
import { tagConversation } from './tags.ts'
import { changeTeam } from './team-settings.ts'
import { deleteTemplate, saveTemplate, templateHistory, templatesUses } from './template.ts'
import { copyFile } from './upload.ts'
import {
  redeliver,
  removeWebhook,
  rotateWebhook,
  setWebhook,
  testWebhook,
  webhookLog,
} from './webhook.ts'

/**
 * Every request of an agent's socket, with the schema of its body. The server parses with it and tests fuzz with it.
 * The answers are in `agent-answers.ts`. A client needs only these two files.
 */
export const agentRequests = {
  'changes:pull': pullChanges,
  'urgent:pull': pullUrgent,
  'history:page': historyPage,
  'search:messages': searchMessages,
  'search:conversations': searchConversations,
  'conversation:get': getConversation,
  'conversations:older': olderConversations,
  'customer:conversations': customersConversations,
  'message:send': sendMessage,
  'conversation:take-over': takeOver,
  'conversation:hand-over': handOver,
  'conversation:transfer': transfer,
  'conversation:accept': accept,
  'conversation:decline': decline,
  'conversation:resolve': resolve,
  'conversation:undo': undo,
  'conversation:nudge': nudge,
  'conversation:read': markRead,
  'team:change': changeTeam,
  'template:save': saveTemplate,
  'template:delete': deleteTemplate,
  'template:history': templateHistory,
  'templates:uses': templatesUses,
  'audit:list': auditList,
  'integrations:list': listIntegrations,
  'webhook:set': setWebhook,
  'webhook:rotate': rotateWebhook,
  'webhook:remove': removeWebhook,
  'webhook:log': webhookLog,
  'webhook:redeliver': redeliver,
  'webhook:test': testWebhook,
  'integration:make': makeIntegration,
  'integration:change': changeIntegration,
  'integration:remove': removeIntegration,
  'key:make': makeKey,
  'key:revoke': revokeKey,
  'model:read': readModel,
  'model:set': setModel,
  'model:test': testModel,
  'file:copy': copyFile,
  'conversation:tag': tagConversation,
  'customer:edit': editCustomer,
  'presence:set': setPresence,
  'idle:set': setIdle,
  'typing:set': setTyping,
  'viewing:set': setViewing,
} satisfies Record<string, GenericSchema>

export type AgentRequest = keyof typeof agentRequests

/** Whether this is the name of a request. */
export function isAgentRequest(event: string): event is AgentRequest {
  return Object.hasOwn(agentRequests, event)
}

/** The body of a request as a client writes it. */
export type AgentBody<E extends AgentRequest> = InferInput<(typeof agentRequests)[E]>

/** The body of a request as the server has parsed it. */
export type ParsedAgentBody<E extends AgentRequest> = InferOutput<(typeof agentRequests)[E]>
