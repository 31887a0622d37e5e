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

/** How often a visit is stored as seen: going from page to page is not worth a revision each time. */
const SEEN_EVERY_MS = 5 * 60_000

/** Visits that wait to be written, by customer id. */
export type VisitChanges = Gather<Visit>

/** Batches visits: after a restart all pages report at once. */
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
 * Stores where the customer is. The page is stored with the customer's next message; the rest at once, if agents know
 * the customer already. Most reports hold nothing new: they are compared, and nothing is written.
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

/** What is new in a visit; null if nothing is and the customer was seen lately. */
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
