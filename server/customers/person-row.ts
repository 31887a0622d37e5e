import { cleanName } from '@baton/domain/clean-name.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import type { Kysely } from 'kysely'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Database, PersonRow } from '../database/schema.ts'
import { parseContext } from './context.ts'

/** A stored person as agents see them. */
export function toCustomerDetails(row: PersonRow): CustomerDetails {
  const { id, email, version, subject, note, language, timeZone } = row
  const { editorId, editorName, firstSeenAt, lastSeenAt } = row
  return {
    id,
    name: cleanName(row.name),
    email,
    version,
    subject,
    note,
    language,
    timeZone,
    firstSeenAt,
    lastSeenAt,
    editedBy: editorId !== null && editorName ? { id: editorId, name: editorName } : null,
    context: parseContext(row.context),
  }
}

/** Somebody who is about to begin their first conversation. */
export function newPerson(
  made: Pick<PersonRow, 'id' | 'teamId' | 'name' | 'email'> & Partial<PersonRow>,
  now: number,
): PersonRow {
  return {
    subject: null,
    claimedName: null,
    claimedEmail: null,
    version: 0,
    editorId: null,
    editorName: null,
    note: '',
    context: '{}',
    language: null,
    timeZone: null,
    firstSeenAt: now,
    lastSeenAt: now,
    gone: 0,
    rev: 0,
    ...made,
  }
}

/** Stores a new person, or one that was changed, and tells the agents unless they are a trial's. */
export async function savePerson(write: TeamWrite, row: PersonRow, isTest = false): Promise<void> {
  row.rev = isTest ? 0 : write.rev
  await write.trx
    .insertInto('people')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  if (isTest) return
  write.rows.push(
    row.gone
      ? { kind: 'customer-gone', value: { id: row.id } }
      : { kind: 'customer', value: toCustomerDetails(row) },
  )
}

/** Somebody of the team's; undefined for another team's as for nobody. */
export function findPerson(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<PersonRow | undefined> {
  return db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', id)
    .where('teamId', '=', teamId)
    .where('gone', '=', 0)
    .executeTakeFirst()
}

/** Whom the team's site knows by this name; undefined while they have no conversation. */
export function findBySubject(
  db: Kysely<Database>,
  teamId: string,
  subject: string,
): Promise<PersonRow | undefined> {
  return db
    .selectFrom('people')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('subject', '=', subject)
    .executeTakeFirst()
}
