import type { Done } from '@baton/protocol/errors.ts'
import type { TellVisit } from '@baton/protocol/visit.ts'
import type { Kysely } from 'kysely'
import { gather, type Gather } from '../../changes/gather.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Clock } from '../../ground/clock.ts'
import { findCustomersConversation } from '../find-conversation.ts'
import type { CustomerActor } from '../../ground/actors.ts'
import { findPerson, savePerson } from '../../customers/person-row.ts'
import { toVisit, type Visit } from '../../ground/visit.ts'
import type { Database, PersonRow } from '../../database/schema.ts'

/** A customer who goes from page to page is not worth a change of the team's data each time. */
const SEEN_EVERY_MS = 5 * 60_000

/** What was told, by the id of the person it was told of. */
export type VisitChanges = Gather<Visit>

/** Writes what customers' pages told, those of a moment together: after a restart all of them come back at once. */
export function visitChanges(log: TeamLog, ms: number): VisitChanges {
  return gather(ms, (teamId, visits) => log.write(teamId, (write) => writeAll(write, visits)))
}

async function writeAll(write: TeamWrite, visits: ReadonlyMap<string, Visit>): Promise<void> {
  for (const [personId, visit] of visits) {
    const person = await findPerson(write.trx, write.teamId, personId)
    const changes = person && changesOf(person, visit, write.now)
    if (changes) await savePerson(write, { ...person, ...changes, lastSeenAt: write.now })
  }
}

/**
 * Where the customer is. The page is kept with what they write there; the rest at once, if agents know the
 * customer already. Most pages tell what is known: they are looked up, and write nothing.
 */
export async function tellVisit(
  { db, clock, visits }: { db: Kysely<Database>; clock: Clock; visits: VisitChanges },
  customer: CustomerActor,
  told: TellVisit,
): Promise<Done> {
  const visit = toVisit(told)
  customer.visit = { ...visit, context: visit.context ?? customer.visit.context }
  const conversation = await findCustomersConversation(db, customer.id)
  const person = conversation && (await findPerson(db, customer.teamId, conversation.personId))
  if (person && changesOf(person, visit, clock())) {
    await visits.add(customer.teamId, person.id, visit)
  }
  return {}
}

type Told = Partial<Pick<PersonRow, 'language' | 'timeZone' | 'context'>>

/** What of a visit a person's row does not have yet; null when it has all of it, and was seen lately. */
function changesOf(
  person: PersonRow,
  { language, timeZone, context }: Visit,
  now: number,
): Told | null {
  const changes: Told = {}
  if (language !== null && language !== person.language) changes.language = language
  if (timeZone !== null && timeZone !== person.timeZone) changes.timeZone = timeZone
  const stored = context && JSON.stringify(context)
  if (stored !== undefined && stored !== person.context) changes.context = stored
  const isStale = now - person.lastSeenAt >= SEEN_EVERY_MS
  return Object.keys(changes).length > 0 || isStale ? changes : null
}
