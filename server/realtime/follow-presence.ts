import { comeOnline, goOffline } from '../team/presence.ts'
import type { AgentActor } from '../team/actors.ts'
import type { RealtimeDeps } from './deps.ts'
import { agentRoom, type AgentNamespace, type AgentSocket } from './sockets.ts'

/** Shows an agent as there while they have a connection, and as gone a while after the last one. */
export function followPresence(
  agents: AgentNamespace,
  socket: AgentSocket,
  { log, online, onFault }: RealtimeDeps,
): void {
  const { actor } = socket.data.session
  online.connected(actor.id)
  comeOnline(log, actor, false).then((inTeam) => {
    if (inTeam) return
    socket.emit('signed-out', { code: 'forbidden' })
    socket.disconnect(true)
  }, onFault)
  socket.on('disconnect', () => {
    online.disconnected(actor.id, () => {
      goOffline(log, actor).catch(onFault)
    })
    // Those that are left may all be idle.
    if (!socket.data.idle) followIdleness(agents, actor, log, true).catch(onFault)
  })
}

/**
 * An agent who chose to be available is away while every machine of theirs is idle; one in use is enough. `onlyAway`:
 * nobody has come back, so that there is nothing to do unless all are idle.
 */
export async function followIdleness(
  agents: AgentNamespace,
  actor: AgentActor,
  log: RealtimeDeps['log'],
  onlyAway = false,
): Promise<void> {
  const machines = await agents.in(agentRoom(actor.id)).fetchSockets()
  const idle = machines.every(({ data }) => data.idle)
  if (machines.length === 0 || (onlyAway && !idle)) return
  await comeOnline(log, actor, idle)
}
