import type { TeamWrite } from '../changes/team-write.ts'
import type { ConversationRow } from '../database/schema.ts'
import { findActive } from '../team/find-active.ts'
import { pendingOf } from './pending-transfer.ts'

/** The colleague who offered a transfer that is not accepted yet, if present to take it back. */
export async function presentGiver(
  write: TeamWrite,
  row: ConversationRow,
): Promise<{ id: string; name: string } | null> {
  const pending = pendingOf(row)
  if (pending?.kind !== 'offered') return null
  const giver = await findActive(write, pending.by.id)
  if (!giver || giver.presence === 'offline') return null
  return { id: pending.by.id, name: giver.name }
}
