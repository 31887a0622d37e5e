import type { Presence } from '@baton/protocol/agent.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentActor } from './actors.ts'
import { toAgent } from './agent-row.ts'

type Who = Pick<AgentActor, 'id' | 'teamId'>

/** What the agent chose to be; kept for when they connect again. */
export function choosePresence(
  log: TeamLog,
  agent: Who,
  presence: Exclude<Presence, 'offline'>,
): Promise<void> {
  return log.write(agent.teamId, async (write) => {
    await store(write, agent, () => presence, presence)
  })
}

/**
 * The agent has a connection: they are what they chose, but away if there is nobody at any of their machines
 * (`idle`). False when they left the team while they were being let in.
 */
export function comeOnline(log: TeamLog, agent: Who, idle: boolean): Promise<boolean> {
  return log.write(agent.teamId, (write) => {
    return store(write, agent, (chosen) => (idle ? 'away' : chosen))
  })
}

/** The agent's last connection has been gone for a while. */
export function goOffline(log: TeamLog, agent: Who): Promise<void> {
  return log.write(agent.teamId, async (write) => {
    await store(write, agent, () => 'offline')
  })
}

async function store(
  write: TeamWrite,
  agent: Who,
  presenceOf: (chosen: Exclude<Presence, 'offline'>) => Presence,
  choice?: Exclude<Presence, 'offline'>,
): Promise<boolean> {
  const row = await write.trx
    .selectFrom('agents')
    .selectAll()
    .where('id', '=', agent.id)
    .where('teamId', '=', write.teamId)
    .where('active', '=', 1)
    .executeTakeFirst()
  if (!row) return false
  const chosen = choice ?? row.chosen
  const presence = presenceOf(chosen)
  if (presence === row.presence && chosen === row.chosen) return true
  await write.trx
    .updateTable('agents')
    .set({ presence, chosen, offlineSince: presence === 'offline' ? write.now : null })
    .set({ rev: write.rev })
    .where('id', '=', agent.id)
    .execute()
  write.rows.push({ kind: 'agent', value: toAgent({ ...row, presence }) })
  return true
}
