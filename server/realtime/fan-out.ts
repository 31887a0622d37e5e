import { FRAME_BYTES_MAX } from '@baton/protocol/changes.ts'
import { bytesOf } from '../changes/fits.ts'
import type { Committed } from '../changes/team-log.ts'
import type { QuietRevisions } from './quiet-revisions.ts'
import {
  agentRoom,
  customerRoom,
  teamRoom,
  type AgentNamespace,
  type CustomerNamespace,
} from './sockets.ts'

/** This many rows fit into a frame at any size, so they need not be measured. */
const ALWAYS_FIT = 3

/**
 * Sends a durable transaction's rows to everybody concerned. Rows of a single agent go to that agent; the others
 * learn the revision with the next event for them. For a transaction larger than a frame only a hint is sent, and
 * clients pull it in pages.
 */
export function fanOut(
  agents: AgentNamespace,
  customers: CustomerNamespace,
  quiet: QuietRevisions,
  committed: Committed,
): void {
  const { teamId, timeline, rev, rows, onlyFor, news } = committed
  const room = agents.to(onlyFor === null ? teamRoom(teamId) : agentRoom(onlyFor))
  if (rows.length > ALWAYS_FIT && bytesOf(rows) > FRAME_BYTES_MAX) {
    room.emit('heartbeat', { timeline, rev })
  } else {
    const from = quiet.from(committed)
    room.emit('changed', from === rev ? { timeline, rev, rows } : { timeline, from, rev, rows })
  }
  if (onlyFor === null) quiet.told(teamId)
  else quiet.keptQuiet(committed)
  for (const { customerId, messages, view } of news) {
    const room = customers.to(customerRoom(customerId))
    for (const message of messages) room.emit('message:added', message)
    if (view !== null) room.emit('view:changed', view)
  }
}
