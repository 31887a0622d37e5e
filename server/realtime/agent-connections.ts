import { setIdle, setPresence } from '@baton/protocol/agent.ts'
import {
  pullChanges as pullChangesBody,
  pullUrgent as pullUrgentBody,
} from '@baton/protocol/changes.ts'
import { editCustomer as editCustomerBody } from '@baton/protocol/customer-details.ts'
import type { AgentToServer } from '@baton/protocol/events.ts'
import { historyPage as historyPageBody } from '@baton/protocol/history.ts'
import { setTyping, setViewing } from '@baton/protocol/live.ts'
import { sendMessage } from '@baton/protocol/message.ts'
import * as ownership from '@baton/protocol/ownership.ts'
import { markRead as markReadBody } from '@baton/protocol/read-mark.ts'
import * as older from '@baton/protocol/older.ts'
import * as search from '@baton/protocol/search.ts'
import { tagConversation as tagConversationBody } from '@baton/protocol/tags.ts'
import { changeTeam as changeTeamBody } from '@baton/protocol/team-settings.ts'
import * as templates from '@baton/protocol/template.ts'
import { copyFile as copyFileBody } from '@baton/protocol/upload.ts'
import type { GenericSchema } from 'valibot'
import { copyFile } from '../attachments/copy-file.ts'
import { findAgentSession } from '../auth/agent-session.ts'
import { pullChanges, pullUrgent } from '../pull/pull-changes.ts'
import { accept, decline } from '../conversations/answer-transfer.ts'
import { handOver, resolve, takeOver, transfer } from '../conversations/agent-moves.ts'
import { findConversation } from '../conversations/find-conversation.ts'
import { toldOf } from '../conversations/undoable-move.ts'
import { markRead } from '../conversations/read-marks.ts'
import { nudgeOwner } from '../conversations/nudge-owner.ts'
import { undoMove } from '../conversations/undo-move.ts'
import { tagConversation } from '../conversations/tag-conversation.ts'
import { editCustomer } from '../conversations/customers/edit-customer.ts'
import { sendAsAgent } from '../conversations/messages/agent-messages.ts'
import { historyPage } from '../conversations/messages/read-messages.ts'
import { searchMessages } from '../search/search-messages.ts'
import { getConversation } from '../pull/get-conversation.ts'
import { customersConversations, olderConversations } from '../pull/older-conversations.ts'
import { searchConversations, withConversations } from '../search/search-conversations.ts'
import type { SessionOver } from '../team/present-agent.ts'
import { choosePresence } from '../team/presence.ts'
import { changeTeam } from '../team/team-settings.ts'
import { deleteTemplate, saveTemplate } from '../templates/change-templates.ts'
import { historyOf, usesOf } from '../templates/read-templates.ts'
import { Refused } from '../ground/refused.ts'
import { admission } from './admit.ts'
import type { RealtimeDeps } from './deps.ts'
import { followIdleness, followPresence } from './follow-presence.ts'
import { asAgent, type Asking } from './as-agent.ts'
import { framesOf } from './connection-limits.ts'
import { createHandle } from './handle.ts'
import { largeAnswers, type LargeAnswers } from './large-answers.ts'
import { lookingAt } from './looking-at.ts'
import {
  agentRoom,
  sessionRoom,
  teamRoom,
  type AgentNamespace,
  type AgentSocket,
} from './sockets.ts'
import { tokenBucket } from '../edge/token-bucket.ts'

/** Lets agents in and serves what they ask. */
export function serveAgents(agents: AgentNamespace, deps: RealtimeDeps): void {
  const { auth, clock, db, log, onFault } = deps
  log.onUntold((teamId) => {
    agents.to(teamRoom(teamId)).emit('heartbeat', { ...log.knownPosition(teamId), now: clock() })
  })
  // What an agent is sent waits for the line to have taken what was sent before, which only a WebSocket tells.
  agents.use((socket, next) => {
    next(socket.conn.transport.name === 'websocket' ? undefined : new Error('websocket-only'))
  })
  agents.use(
    admission<AgentSocket>(onFault, async (socket, token) => {
      const session = await findAgentSession(auth, db, token)
      const left = deps.keptOut.leftOf(session.id)
      if (left > 0) throw new Refused('rate-limited', { retryAfterMs: left })
      await log.position(session.actor.teamId)
      socket.data = { session, token, idle: false }
    }),
  )
  const largeOf = largeAnswers(deps.clock)
  agents.on('connection', (socket) => {
    const { id } = socket.data.session
    deps.connections.watch(socket.conn, framesOf(deps.rates.agent), () => deps.keptOut.keepOut(id))
    answerRequests(agents, socket, deps, largeOf(socket.data.session.actor.teamId, socket))
    greet(socket, deps)
    followPresence(agents, socket, deps)
  })
}

/**
 * The rooms and the greeting in one go, with nothing awaited in between: the greeting comes first, and
 * nothing that is committed after its revision is missed.
 */
function greet(socket: AgentSocket, { clock, log }: RealtimeDeps): void {
  const { id, actor, agent, team } = socket.data.session
  void socket.join([teamRoom(actor.teamId), agentRoom(actor.id), sessionRoom(id)])
  socket.emit('hello', { agent, team, ...log.knownPosition(actor.teamId), now: clock() })
}

function answerRequests(
  agents: AgentNamespace,
  socket: AgentSocket,
  shared: RealtimeDeps,
  large: LargeAnswers,
): void {
  const look = lookingAt(socket, shared.clock)
  const handle = createHandle({
    bucket: tokenBucket(shared.rates.agent, shared.clock),
    onFault: shared.onFault,
  })
  const agent = asAgent(socket, shared, (code) => endSession(socket, code))
  type Work<Body, Result> = (asking: Asking, body: Body) => Promise<Result>
  /** Answers what only reads. */
  const reads = <Body, Result>(
    event: keyof AgentToServer,
    schema: GenericSchema<unknown, Body>,
    work: Work<Body, Result>,
  ) => socket.on(event, handle(schema, agent.reads(work)))
  /** Answers what writes the team's data, by the log that it is given. */
  const writes = <Body, Result>(
    event: keyof AgentToServer,
    schema: GenericSchema<unknown, Body>,
    work: Work<Body, Result>,
  ) => socket.on(event, handle(schema, agent.writes(work)))

  reads('changes:pull', pullChangesBody, ({ actor, deps }, body) =>
    large.pull(() => pullChanges(deps, actor, body)),
  )
  reads('urgent:pull', pullUrgentBody, ({ actor, deps }, body) =>
    large.page(() => pullUrgent(deps, actor, body)),
  )
  reads('history:page', historyPageBody, ({ actor, deps }, body) =>
    large.page(() => historyPage(deps, actor, body)),
  )
  reads('search:messages', search.searchMessages, async ({ actor, deps }, body) =>
    withConversations(deps.db, actor, await searchMessages(deps, actor, body)),
  )
  reads('search:conversations', search.searchConversations, ({ actor, deps }, body) =>
    searchConversations(deps, actor, body),
  )
  reads('conversation:get', older.getConversation, ({ actor, deps }, body) =>
    getConversation(deps.db, actor, body),
  )
  reads('conversations:older', older.olderConversations, ({ actor, deps }, body) =>
    olderConversations(deps.db, actor, body),
  )
  reads('customer:conversations', older.customersConversations, ({ actor, deps }, body) =>
    customersConversations(deps.db, actor, body),
  )
  writes('message:send', sendMessage, ({ actor, deps }, body) => sendAsAgent(deps, actor, body))
  writes('conversation:take-over', ownership.takeOver, ({ actor, deps }, body) =>
    takeOver(deps, actor, body),
  )
  writes('conversation:hand-over', ownership.handOver, ({ actor, deps }, body) =>
    handOver(deps, actor, body),
  )
  writes('conversation:transfer', ownership.transfer, ({ actor, deps }, body) =>
    transfer(deps, actor, body),
  )
  writes('conversation:accept', ownership.accept, ({ actor, deps }, body) =>
    accept(deps, actor, body),
  )
  writes('conversation:decline', ownership.decline, ({ actor, deps }, body) =>
    decline(deps, actor, body),
  )
  writes('conversation:resolve', ownership.resolve, ({ actor, deps }, body) =>
    resolve(deps, actor, body),
  )
  writes('conversation:undo', ownership.undo, ({ actor, deps }, body) =>
    undoMove(deps, actor, body),
  )
  writes('conversation:nudge', ownership.nudge, ({ actor, deps }, body) =>
    nudgeOwner(deps, actor, body),
  )
  writes('conversation:read', markReadBody, ({ actor, deps }, body) =>
    markRead(deps.log, actor, body),
  )
  writes('team:change', changeTeamBody, ({ actor, deps }, body) =>
    changeTeam(deps.log, actor, body),
  )
  writes('template:save', templates.saveTemplate, ({ actor, deps }, body) =>
    saveTemplate(deps, actor, body),
  )
  writes('template:delete', templates.deleteTemplate, ({ actor, deps }, body) =>
    deleteTemplate(deps, actor, body),
  )
  reads('template:history', templates.templateHistory, ({ actor, deps }, body) =>
    historyOf(deps.db, actor, body),
  )
  reads('templates:uses', templates.templatesUses, ({ actor, deps }) => usesOf(deps.db, actor))
  // A file belongs to nothing until a message or a template has it, and that is written by the log.
  reads('file:copy', copyFileBody, ({ actor, deps }, body) => copyFile(deps, actor, body))
  writes('conversation:tag', tagConversationBody, ({ actor, deps }, body) =>
    tagConversation(deps, actor, body),
  )
  writes('customer:edit', editCustomerBody, ({ actor, deps }, body) =>
    editCustomer(deps, actor, body),
  )
  writes('presence:set', setPresence, async ({ actor, deps }, { presence }) => {
    await choosePresence(deps.log, actor, presence)
    return {}
  })
  // Gathered with what others do, and written for those who are in the team then.
  reads('idle:set', setIdle, async ({ actor, deps }, { idle }) => {
    socket.data.idle = idle
    await followIdleness(agents, actor, deps.presence)
    return {}
  })
  reads('typing:set', setTyping, async ({ actor, deps }, { conversationId, typing }) => {
    const { db, live } = deps
    const conversation = await findConversation(db, actor.teamId, conversationId)
    const { id, name } = actor
    live.typing({ conversationId, who: { kind: 'agent', id, name }, typing }, socket.id)
    // Of whom they have not been told nothing is heard.
    if (toldOf(conversation).ownerId === id)
      live.agentTyping(conversation.customerId, { name, typing })
    return {}
  })
  reads('viewing:set', setViewing, async ({ actor, deps }, { conversationId, viewing }) => {
    await findConversation(deps.db, actor.teamId, conversationId)
    const { id, name } = actor
    look(conversationId, viewing)
    const underWay = viewing ? deps.live.replyUnderWay(conversationId) : undefined
    if (underWay) socket.emit('reply:streaming', underWay)
    deps.live.viewing(actor.teamId, { conversationId, agent: { id, name }, viewing })
    return {}
  })
}

function endSession(socket: AgentSocket, code: SessionOver['code']): void {
  socket.emit('signed-out', { code })
  socket.disconnect(true)
}
