import { setIdle, setPresence } from './agent.ts'
import { pullChanges, pullUrgent } from './changes.ts'
import {
  askHuman,
  customerPull,
  customerSeen,
  customerSend,
  customerTyping,
  takeBackHuman,
} from './customer.ts'
import { editCustomer } from './customer-details.ts'
import type { AgentToServer, CustomerToServer } from './events.ts'
import { historyPage } from './history.ts'
import { setTyping, setViewing } from './live.ts'
import { sendMessage } from './message.ts'
import { accept, decline, handOver, nudge, resolve, takeOver, transfer, undo } from './ownership.ts'
import { markRead } from './read-mark.ts'
import { searchConversations, searchMessages } from './search.ts'
import { customersConversations, getConversation, olderConversations } from './older.ts'
import { changeTeam } from './team-settings.ts'
import { deleteTemplate, saveTemplate, templateHistory, templatesUses } from './template.ts'
import { tagConversation } from './tags.ts'
import { copyFile } from './upload.ts'
import { tellVisit } from './visit.ts'
import type { GenericSchema } from 'valibot'

/** The schema of every request an agent's socket may make: the server parses by it, tests fuzz by it. */
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
  'file:copy': copyFile,
  'conversation:tag': tagConversation,
  'customer:edit': editCustomer,
  'presence:set': setPresence,
  'idle:set': setIdle,
  'typing:set': setTyping,
  'viewing:set': setViewing,
} satisfies Record<keyof AgentToServer, GenericSchema>

/** The same for a customer's socket. */
export const customerRequests = {
  'message:send': customerSend,
  'messages:pull': customerPull,
  'human:ask': askHuman,
  'human:take-back': takeBackHuman,
  'messages:seen': customerSeen,
  'visit:tell': tellVisit,
  'typing:set': customerTyping,
} satisfies Record<keyof CustomerToServer, GenericSchema>
