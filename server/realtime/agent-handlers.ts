import { copyFile } from '../attachments/copy-file.ts'
import { pullChanges, pullUrgent } from '../pull/pull-changes.ts'
import { handOver, resolve, takeOver, transfer } from '../conversations/agent-moves.ts'
import { accept, decline } from '../conversations/answer-transfer.ts'
import { findConversation } from '../conversations/find-conversation.ts'
import { nudgeOwner } from '../conversations/nudge-owner.ts'
import { markRead } from '../conversations/read-marks.ts'
import { tagConversation } from '../conversations/tag-conversation.ts'
import { undoMove } from '../conversations/undo-move.ts'
import { toldOf } from '../conversations/undoable-move.ts'
import { editCustomer } from '../conversations/customers/edit-customer.ts'
import { sendAsAgent } from '../conversations/messages/agent-messages.ts'
import { historyPage } from '../conversations/messages/read-messages.ts'
import { getConversation } from '../pull/get-conversation.ts'
import { customersConversations, olderConversations } from '../pull/older-conversations.ts'
import { searchConversations, withConversations } from '../search/search-conversations.ts'
import { searchMessages } from '../search/search-messages.ts'
import { choosePresence } from '../team/presence.ts'
import { changeTeam } from '../team/team-settings.ts'
import { deleteTemplate, saveTemplate } from '../templates/change-templates.ts'
import { historyOf, usesOf } from '../templates/read-templates.ts'
import type { AgentHandlers } from './as-agent.ts'
import { followIdleness } from './follow-presence.ts'

/** Answers what agents ask: a handler for every request of the contract. */
export const agentHandlers: AgentHandlers = {
  'changes:pull': {
    reads: ({ actor, deps, connection }, body) =>
      connection.large.pull(() => pullChanges(deps, actor, body)),
  },
  'urgent:pull': {
    reads: ({ actor, deps, connection }, body) =>
      connection.large.page(() => pullUrgent(deps, actor, body)),
  },
  'history:page': {
    reads: ({ actor, deps, connection }, body) =>
      connection.large.page(() => historyPage(deps, actor, body)),
  },
  'search:messages': {
    reads: async ({ actor, deps }, body) =>
      withConversations(deps.db, actor, await searchMessages(deps, actor, body)),
  },
  'search:conversations': {
    reads: ({ actor, deps }, body) => searchConversations(deps, actor, body),
  },
  'conversation:get': {
    reads: ({ actor, deps }, body) => getConversation(deps.db, actor, body),
  },
  'conversations:older': {
    reads: ({ actor, deps }, body) => olderConversations(deps.db, actor, body),
  },
  'customer:conversations': {
    reads: ({ actor, deps }, body) => customersConversations(deps.db, actor, body),
  },
  'message:send': {
    writes: ({ actor, deps }, body) => sendAsAgent(deps, actor, body),
  },
  'conversation:take-over': {
    writes: ({ actor, deps }, body) => takeOver(deps, actor, body),
  },
  'conversation:hand-over': {
    writes: ({ actor, deps }, body) => handOver(deps, actor, body),
  },
  'conversation:transfer': {
    writes: ({ actor, deps }, body) => transfer(deps, actor, body),
  },
  'conversation:accept': {
    writes: ({ actor, deps }, body) => accept(deps, actor, body),
  },
  'conversation:decline': {
    writes: ({ actor, deps }, body) => decline(deps, actor, body),
  },
  'conversation:resolve': {
    writes: ({ actor, deps }, body) => resolve(deps, actor, body),
  },
  'conversation:undo': {
    writes: ({ actor, deps }, body) => undoMove(deps, actor, body),
  },
  'conversation:nudge': {
    writes: ({ actor, deps }, body) => nudgeOwner(deps, actor, body),
  },
  'conversation:read': {
    writes: ({ actor, deps }, body) => markRead(deps.log, actor, body),
  },
  'team:change': {
    writes: ({ actor, deps }, body) => changeTeam(deps.log, actor, body),
  },
  'template:save': {
    writes: ({ actor, deps }, body) => saveTemplate(deps, actor, body),
  },
  'template:delete': {
    writes: ({ actor, deps }, body) => deleteTemplate(deps, actor, body),
  },
  'template:history': {
    reads: ({ actor, deps }, body) => historyOf(deps.db, actor, body),
  },
  'templates:uses': {
    reads: ({ actor, deps }) => usesOf(deps.db, actor),
  },
  // A file belongs to nothing until a message or a template has it, and that is written by the log.
  'file:copy': {
    reads: ({ actor, deps }, body) => copyFile(deps, actor, body),
  },
  'conversation:tag': {
    writes: ({ actor, deps }, body) => tagConversation(deps, actor, body),
  },
  'customer:edit': {
    writes: ({ actor, deps }, body) => editCustomer(deps, actor, body),
  },
  'presence:set': {
    writes: async ({ actor, deps }, { presence }) => {
      await choosePresence(deps.log, actor, presence)
      return {}
    },
  },
  // Gathered with what others do, and written for those who are in the team then.
  'idle:set': {
    reads: async ({ actor, deps, connection: { socket, agents } }, { idle }) => {
      socket.data.idle = idle
      await followIdleness(agents, actor, deps.presence)
      return {}
    },
  },
  'typing:set': {
    reads: async ({ actor, deps, connection: { socket } }, { conversationId, typing }) => {
      const { db, live } = deps
      const conversation = await findConversation(db, actor.teamId, conversationId)
      const { id, name } = actor
      live.typing({ conversationId, who: { kind: 'agent', id, name }, typing }, socket.id)
      // Of whom they have not been told nothing is heard.
      if (toldOf(conversation).ownerId === id)
        live.agentTyping(conversation.customerId, { name, typing })
      return {}
    },
  },
  'viewing:set': {
    reads: async ({ actor, deps, connection: { socket, look } }, { conversationId, viewing }) => {
      await findConversation(deps.db, actor.teamId, conversationId)
      const { id, name } = actor
      look(conversationId, viewing)
      const underWay = viewing ? deps.live.replyUnderWay(conversationId) : undefined
      if (underWay) socket.emit('reply:streaming', underWay)
      deps.live.viewing(actor.teamId, { conversationId, agent: { id, name }, viewing })
      return {}
    },
  },
}
