import type { Kysely } from 'kysely'
import type { Committed } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import { whoIsThere } from '../team/who-is-there.ts'
import { visitorsRoom, type CustomerNamespace } from './sockets.ts'

/** Sends customers' pages the online agents when that changes. A new page gets them with its greeting. */
export function tellWhoIsThere(
  customers: CustomerNamespace,
  db: Kysely<Database>,
): (committed: Pick<Committed, 'teamId' | 'rows'>) => Promise<void> {
  const told = new Map<string, string>()
  return async ({ teamId, rows }) => {
    if (!rows.some(({ kind }) => kind === 'agent')) return
    const there = await whoIsThere(db, teamId)
    const said = JSON.stringify(there)
    if (told.get(teamId) === said) return
    told.set(teamId, said)
    customers.to(visitorsRoom(teamId)).emit('people:changed', { there })
  }
}
