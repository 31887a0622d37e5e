import type { Presence } from '@baton/protocol/agent.ts'
import { gather, type Gather } from '../changes/gather.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { AgentRow } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { toAgent } from './agent-row.ts'

/** What the agent chose to be; kept for when they connect again. */
export function choosePresence(
  log: TeamLog,
  { id, teamId }: Pick<AgentActor, 'id' | 'teamId'>,
  presence: Exclude<Presence, 'offline'>,
): Promise<void> {
  return log.write(teamId, async (write) => {
    const [row] = await activeAmong(write, [id])
    if (!row || (presence === row.presence && presence === row.chosen)) return
    await write.trx
      .updateTable('agents')
      .set({ presence, chosen: presence, offlineSince: null, rev: write.rev })
      .where('id', '=', id)
      .execute()
    write.rows.push({ kind: 'agent', value: toAgent({ ...row, presence }) })
  })
}

/**
 * Whether an agent has connections: `there` is what they chose to be, `idle` is away since nobody is at any of their
 * machines, `gone` is offline.
 */
export type Whereabouts = 'there' | 'idle' | 'gone'

/** Whereabouts by the agent's id. */
export type PresenceChanges = Gather<Whereabouts>

/**
 * Writes what becomes of a team's agents, those of a moment together: when the line of an office breaks, every
 * colleague hears it once, not once for each.
 */
export function presenceChanges(log: TeamLog, ms: number): PresenceChanges {
  return gather(ms, (teamId, whereabouts) =>
    log.write(teamId, (write) => writeAll(write, whereabouts)),
  )
}

async function writeAll(
  write: TeamWrite,
  whereabouts: ReadonlyMap<string, Whereabouts>,
): Promise<void> {
  const changed = new Map<Presence, AgentRow[]>()
  for (const row of await activeAmong(write, [...whereabouts.keys()])) {
    const presence = presenceOf(row, whereabouts.get(row.id) ?? 'gone')
    if (presence === row.presence) continue
    changed.set(presence, [...(changed.get(presence) ?? []), row])
  }
  for (const [presence, rows] of changed) {
    await write.trx
      .updateTable('agents')
      .set({ presence, offlineSince: presence === 'offline' ? write.now : null, rev: write.rev })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
    for (const row of rows) {
      write.rows.push({ kind: 'agent', value: toAgent({ ...row, presence }) })
    }
  }
}

function presenceOf({ chosen }: AgentRow, whereabouts: Whereabouts): Presence {
  switch (whereabouts) {
    case 'there':
      return chosen
    case 'idle':
      return 'away'
    case 'gone':
      return 'offline'
  }
}

/** Those of these agents who are in the team. */
function activeAmong(write: TeamWrite, ids: readonly string[]): Promise<AgentRow[]> {
  return write.trx
    .selectFrom('agents')
    .selectAll()
    .where('id', 'in', ids)
    .where('teamId', '=', write.teamId)
    .where('active', '=', 1)
    .execute()
}
