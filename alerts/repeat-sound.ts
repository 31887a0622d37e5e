import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'

/** Milliseconds between two sounds about the same event: the period of the alarm that outlives workers. */
export const REPEAT_MS = 30_000

/**
 * When to repeat the sound, in ms since 1970: not before the agent has had time to look; null if they have looked. An
 * agent who is away gets one sound: repeats would only disturb their neighbours.
 */
export async function nextSound(
  db: BatonDatabase,
  { sound }: Pick<AlertPreferences, 'sound'>,
): Promise<number | null> {
  return db.transaction('r', [db.meta, db.alerts], async () => {
    const [account, row, unseen] = await Promise.all([
      getAccount(db),
      db.meta.get('alerts'),
      db.alerts.filter((alert) => alert.unseen).toArray(),
    ])
    if (account?.agent.presence !== 'available' || row?.key !== 'alerts') return null
    const audible = unseen.some(({ kind }) => kind !== null && sound[kind])
    return audible ? row.value.soundAt + REPEAT_MS : null
  })
}

/** Notes that a sound is played now. It is stored, so that the next worker does not start with it again. */
export async function noteSound(db: BatonDatabase, now: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    const row = await db.meta.get('alerts')
    if (row?.key !== 'alerts') return
    await db.meta.put({ key: 'alerts', value: { ...row.value, soundAt: now } })
  })
}

/** When a sound was last played for this agent, in ms since 1970; 0 is never. */
export async function lastSound(db: BatonDatabase): Promise<number> {
  const row = await db.meta.get('alerts')
  return row?.key === 'alerts' ? row.value.soundAt : 0
}
