import type { TeamWrite } from '../changes/team-write.ts'
import { toTeam } from './team-row.ts'
import { toldIntegrations } from './told-integrations.ts'

/** Tells agents the team anew, with its integrations; stores the settings first if they are given, as JSON. */
export async function tellTeam(write: TeamWrite, settings?: string): Promise<void> {
  const { trx, teamId, rev } = write
  if (settings !== undefined) write.storedSettings = settings
  const row = await trx
    .updateTable('teams')
    .set({ settingsRev: rev, ...(settings !== undefined && { settings }) })
    .where('id', '=', teamId)
    .returning(['id', 'name', 'settings'])
    .executeTakeFirstOrThrow()
  write.rows.push({ kind: 'team', value: toTeam(row, await toldIntegrations(trx, teamId)) })
}
