import type { Committed } from '../changes/team-log.ts'
import {
  agentRoom,
  customerRoom,
  teamRoom,
  type AgentNamespace,
  type CustomerNamespace,
} from './sockets.ts'

/** Tells everybody whom it concerns what a transaction wrote, once it is durable. */
export function fanOut(
  agents: AgentNamespace,
  customers: CustomerNamespace,
  { teamId, timeline, rev, rows, onlyFor, news }: Committed,
): void {
  if (onlyFor === null) agents.to(teamRoom(teamId)).emit('changed', { timeline, rev, rows })
  else {
    const owner = agentRoom(onlyFor)
    agents.to(owner).emit('changed', { timeline, rev, rows })
    agents.to(teamRoom(teamId)).except(owner).emit('changed', { timeline, rev, rows: [] })
  }
  for (const { customerId, messages, view } of news) {
    const room = customers.to(customerRoom(customerId))
    for (const message of messages) room.emit('message:added', message)
    if (view !== null) room.emit('view:changed', view)
  }
}
