import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { whoIsThere } from '../team/who-is-there.ts'

/** What a customer who waits for a human is told while no agent of the team is connected. */
export const NOBODY_HERE =
  'Nobody from the team is here right now. What you write stays here, and you get your answer here as soon as somebody is back.'

/** Whether no agent of a team is connected: whoever is asked for will come later. */
export async function isNobodyHere(db: Kysely<Database>, teamId: string): Promise<boolean> {
  return (await whoIsThere(db, teamId)).length === 0
}
