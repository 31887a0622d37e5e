import type { Done } from '@baton/protocol/events.ts'
import type { TellVisit } from '@baton/protocol/visit.ts'
import type { TeamLog } from '../changes/team-log.ts'
import { findCustomersConversation } from '../conversations/find-conversation.ts'
import type { CustomerActor } from '../team/actors.ts'
import { findPerson, savePerson } from './person-row.ts'
import { toVisit, type Visit } from './visit.ts'
import type { PersonRow } from '../database/schema.ts'

/** A customer who goes from page to page is not worth a change of the team's data each time. */
const SEEN_EVERY_MS = 5 * 60_000

/**
 * Where the customer is. The page is kept with what they write there; the rest at once, if agents know the
 * customer already.
 */
export async function tellVisit(
  log: TeamLog,
  customer: CustomerActor,
  told: TellVisit,
): Promise<Done> {
  const visit = toVisit(told)
  customer.visit = { ...visit, context: visit.context ?? customer.visit.context }
  await log.write(customer.teamId, async (write) => {
    const conversation = await findCustomersConversation(write.trx, customer.id)
    if (!conversation) return
    const person = await findPerson(write.trx, customer.teamId, conversation.personId)
    if (!person) return
    const changes = changesOf(person, visit)
    const isStale = write.now - person.lastSeenAt >= SEEN_EVERY_MS
    if (Object.keys(changes).length === 0 && !isStale) return
    await savePerson(write, { ...person, ...changes, lastSeenAt: write.now })
  })
  return {}
}

type Told = Partial<Pick<PersonRow, 'language' | 'timeZone' | 'context'>>

/** What of a visit a person's row does not have yet. */
function changesOf(person: PersonRow, { language, timeZone, context }: Visit): Told {
  const changes: Told = {}
  if (language !== null && language !== person.language) changes.language = language
  if (timeZone !== null && timeZone !== person.timeZone) changes.timeZone = timeZone
  const stored = context && JSON.stringify(context)
  if (stored !== undefined && stored !== person.context) changes.context = stored
  return changes
}
