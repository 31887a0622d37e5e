import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { whoIsThere } from '../team/who-is-there.ts'

/** Whether no agent of a team is connected, so that a human will come only later. */
export async function isNobodyHere(db: Kysely<Database>, teamId: string): Promise<boolean> {
  return (await whoIsThere(db, teamId)).length === 0
}
