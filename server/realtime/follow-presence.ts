import type { AgentActor } from '../ground/actors.ts'
import type { RealtimeDeps } from './deps.ts'
import { agentRoom, type AgentNamespace, type AgentSocket } from './sockets.ts'

/** Shows an agent as present while they have a connection, and as offline a while after the last one. */
export function followPresence(
  agents: AgentNamespace,
  socket: AgentSocket,
  deps: RealtimeDeps,
): void {
  const { online, presence, onFault } = deps
  const { actor } = socket.data.session
  online.connected(actor.id)
  greetIn(deps, actor).then((inTeam) => {
    if (inTeam) return
    socket.emit('signed-out', { code: 'forbidden' })
    socket.disconnect(true)
  }, onFault)
  socket.on('disconnect', () => {
    online.disconnected(actor.id, () => {
      presence.add(actor.teamId, actor.id, 'gone').catch(onFault)
    })
    // The remaining machines may all be idle.
    if (!socket.data.idle) followIdleness(agents, actor, presence, true).catch(onFault)
  })
}

/** Shows the agent as present. False if they left the team during the handshake. */
async function greetIn({ db, presence }: RealtimeDeps, actor: AgentActor): Promise<boolean> {
  await presence.add(actor.teamId, actor.id, 'there')
  const row = await db
    .selectFrom('agents')
    .select('active')
    .where('id', '=', actor.id)
    .executeTakeFirst()
  return row?.active === 1
}

/**
 * Shows an available agent as away while all their machines are idle. One machine in use is enough to be available.
 * `onlyAway`: nobody became active, so only the change to away is possible.
 */
export async function followIdleness(
  agents: AgentNamespace,
  actor: AgentActor,
  presence: RealtimeDeps['presence'],
  onlyAway = false,
): Promise<void> {
  const machines = await agents.in(agentRoom(actor.id)).fetchSockets()
  const idle = machines.every(({ data }) => data.idle)
  if (machines.length === 0 || (onlyAway && !idle)) return
  await presence.add(actor.teamId, actor.id, idle ? 'idle' : 'there')
}
