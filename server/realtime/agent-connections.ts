import { setIdle, setPresence } from '@baton/protocol/agent.ts'
import { pullChanges as pullChangesBody } from '@baton/protocol/changes.ts'
import { editCustomer as editCustomerBody } from '@baton/protocol/customer-details.ts'
import type { AgentToServer } from '@baton/protocol/events.ts'
import { historyPage as historyPageBody } from '@baton/protocol/history.ts'
import { setTyping, setViewing } from '@baton/protocol/live.ts'
import { sendMessage } from '@baton/protocol/message.ts'
import * as ownership from '@baton/protocol/ownership.ts'
import { markRead as markReadBody } from '@baton/protocol/read-mark.ts'
import { searchMessages as searchMessagesBody } from '@baton/protocol/search.ts'
import { tagConversation as tagConversationBody } from '@baton/protocol/tags.ts'
import { changeTeam as changeTeamBody } from '@baton/protocol/team-settings.ts'
import * as templates from '@baton/protocol/template.ts'
import { copyFile as copyFileBody } from '@baton/protocol/upload.ts'
import type { GenericSchema } from 'valibot'
import { copyFile } from '../attachments/copy-file.ts'
import { findAgentSession } from '../auth/agent-session.ts'
import { pullChanges } from '../changes/pull-changes.ts'
import { accept, decline } from '../conversations/answer-transfer.ts'
import { handOver, resolve, takeOver, transfer } from '../conversations/agent-moves.ts'
import { findConversation } from '../conversations/find-conversation.ts'
import { markRead } from '../conversations/read-marks.ts'
import { tagConversation } from '../conversations/tag-conversation.ts'
import { editCustomer } from '../customers/edit-customer.ts'
import { sendAsAgent } from '../messages/agent-messages.ts'
import { historyPage } from '../messages/read-messages.ts'
import { searchMessages } from '../messages/search-messages.ts'
import { choosePresence } from '../team/presence.ts'
import { changeTeam } from '../team/team-settings.ts'
import { deleteTemplate, saveTemplate } from '../templates/change-templates.ts'
import { historyOf, usesOf } from '../templates/read-templates.ts'
import { admission } from './admit.ts'
import type { RealtimeDeps } from './deps.ts'
import { followIdleness, followPresence } from './follow-presence.ts'
import { createHandle } from './handle.ts'
import {
  agentRoom,
  sessionRoom,
  teamRoom,
  type AgentNamespace,
  type AgentSocket,
} from './sockets.ts'
import { tokenBucket } from './token-bucket.ts'

/** Lets agents in and serves what they ask. */
export function serveAgents(agents: AgentNamespace, deps: RealtimeDeps): void {
  const { auth, db, log, onFault } = deps
  log.onUntold((teamId) => {
    agents.to(teamRoom(teamId)).emit('heartbeat', log.knownPosition(teamId))
  })
  agents.use(
    admission<AgentSocket>(onFault, async (socket, token) => {
      const session = await findAgentSession(auth, db, token)
      await log.position(session.actor.teamId)
      socket.data = { session, token, idle: false }
    }),
  )
  agents.on('connection', (socket) => {
    answerRequests(agents, socket, deps)
    greet(socket, deps)
    followPresence(agents, socket, deps)
  })
}

/**
 * The rooms and the greeting in one go, with nothing awaited in between: the greeting comes first, and
 * nothing that is committed after its revision is missed.
 */
function greet(socket: AgentSocket, { log }: RealtimeDeps): void {
  const { id, actor, agent, team } = socket.data.session
  void socket.join([teamRoom(actor.teamId), agentRoom(actor.id), sessionRoom(id)])
  socket.emit('hello', { agent, team, ...log.knownPosition(actor.teamId) })
}

function answerRequests(agents: AgentNamespace, socket: AgentSocket, deps: RealtimeDeps): void {
  const { db, log, live } = deps
  const { actor } = socket.data.session
  const handle = createHandle({
    bucket: tokenBucket(deps.rates.agent, deps.clock),
    onFault: deps.onFault,
  })
  const answer = <Body, Result>(
    event: keyof AgentToServer,
    schema: GenericSchema<unknown, Body>,
    work: (body: Body) => Promise<Result>,
  ) => socket.on(event, handle(schema, work))
  answer('changes:pull', pullChangesBody, (body) => pullChanges(deps, actor, body))
  answer('history:page', historyPageBody, (body) => historyPage(db, actor, body))
  answer('search:messages', searchMessagesBody, (body) => searchMessages(db, actor, body))
  answer('message:send', sendMessage, (body) => sendAsAgent(deps, actor, body))
  answer('conversation:take-over', ownership.takeOver, (body) => takeOver(deps, actor, body))
  answer('conversation:hand-over', ownership.handOver, (body) => handOver(deps, actor, body))
  answer('conversation:transfer', ownership.transfer, (body) => transfer(deps, actor, body))
  answer('conversation:accept', ownership.accept, (body) => accept(deps, actor, body))
  answer('conversation:decline', ownership.decline, (body) => decline(deps, actor, body))
  answer('conversation:resolve', ownership.resolve, (body) => resolve(deps, actor, body))
  answer('conversation:read', markReadBody, (body) => markRead(log, actor, body))
  answer('team:change', changeTeamBody, (body) => changeTeam(log, actor, body))
  answer('template:save', templates.saveTemplate, (body) => saveTemplate(deps, actor, body))
  answer('template:delete', templates.deleteTemplate, (body) => deleteTemplate(deps, actor, body))
  answer('template:history', templates.templateHistory, (body) => historyOf(db, actor, body))
  answer('templates:uses', templates.templatesUses, () => usesOf(db, actor))
  answer('file:copy', copyFileBody, (body) => copyFile(deps, actor, body))
  answer('conversation:tag', tagConversationBody, (body) => tagConversation(log, actor, body))
  answer('customer:edit', editCustomerBody, (body) => editCustomer(log, actor, body))
  answer('presence:set', setPresence, async ({ presence }) => {
    await choosePresence(log, actor, presence)
    return {}
  })
  answer('idle:set', setIdle, async ({ idle }) => {
    socket.data.idle = idle
    await followIdleness(agents, actor, log)
    return {}
  })
  answer('typing:set', setTyping, async ({ conversationId, typing }) => {
    const conversation = await findConversation(db, actor.teamId, conversationId)
    const { id, name } = actor
    live.typing(actor.teamId, { conversationId, who: { kind: 'agent', id, name }, typing })
    if (conversation.ownerId === id) live.agentTyping(conversation.customerId, { name, typing })
    return {}
  })
  answer('viewing:set', setViewing, async ({ conversationId, viewing }) => {
    await findConversation(db, actor.teamId, conversationId)
    const { id, name } = actor
    live.viewing(actor.teamId, { conversationId, agent: { id, name }, viewing })
    return {}
  })
}
