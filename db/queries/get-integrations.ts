import type { ToldIntegration } from '@baton/protocol/integration.ts'
import type { BatonDatabase } from '../database.ts'

/** The integrations that the team's conversations name, removed ones among them; none until the first sync. */
export async function getIntegrations(db: BatonDatabase): Promise<readonly ToldIntegration[]> {
  const row = await db.meta.get('team')
  return row?.key === 'team' ? (row.value.integrations ?? []) : []
}
