import { guestName } from '@baton/domain/guest.ts'
import { hearClaims } from '@baton/domain/customer-identity.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { editConversation, saveEdit } from '../../conversations/conversation-edit.ts'
import { newConversation } from '../../conversations/conversation-row.ts'
import { renameInConversations } from '../../conversations/customers/rename-in-conversations.ts'
import { findPerson, newPerson, savePerson } from '../../customers/person-row.ts'
import type { ConversationRow, PersonRow } from '../../database/schema.ts'
import type { Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import { toVisit, type Visit } from '../../ground/visit.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import type { ConversationState, PutConversation } from '../v1/api-schemas.ts'
import { findMirrored, lookUpMirrored, stateOf } from './find-mirrored.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

/**
 * Makes the conversation of this name, or brings its customer and page up to date. It is a trial, or not, from the
 * beginning. Throws `wrong-state` when it is another customer's or of the other kind, and `not_allowed` for one that
 * is no trial, by a key for trials.
 */
export function putConversation(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
  body: PutConversation,
): Promise<ConversationState> {
  return writeAs(deps, integration, async (write) =>
    stateOf(write.trx, await storeConversation(write, deps.ids, integration, ref, body)),
  )
}

/** The same in a write. */
export async function storeConversation(
  write: TeamWrite,
  ids: Ids,
  integration: IntegrationActor,
  ref: string,
  { customer, page: at, test = integration.isTest }: PutConversation,
): Promise<ConversationRow> {
  const { language, time_zone: timeZone, context } = customer
  const where = { page: at ?? null, language: language ?? null, timeZone: timeZone ?? null }
  const visit = toVisit({ ...where, context })
  if (integration.isTest && !test) throw new ApiRefused('not_allowed')
  const isTest = test ? 1 : 0
  const found = await lookUpMirrored(write.trx, integration, ref)
  if (found && found.isTest !== isTest) throw new Refused('wrong-state')
  const known = await findKnown(write, integration, isTest, customer.id)
  if (found && found.personId !== known?.id) throw new Refused('wrong-state')
  const person = await savedPerson(write, ids, integration, isTest, customer, known, visit)
  if (!found) {
    const row = await newRow(write, ids, integration, ref, person)
    row.isTest = isTest
    if (visit.page) row.page = JSON.stringify(visit.page)
    await saveEdit(write, editConversation(row, true))
    return row
  }
  // Its customer may have been renamed in it.
  const row = await findMirrored(write.trx, integration, ref)
  const page = visit.page && JSON.stringify(visit.page)
  if (page !== null && page !== row.page) {
    const edit = editConversation(row)
    row.page = page
    await saveEdit(write, edit)
  }
  return row
}

/** Whom the integration means by this id; undefined while it has named nobody so. */
async function findKnown(
  { trx, teamId }: TeamWrite,
  { integrationId }: IntegrationActor,
  isTest: number,
  externalId: string,
): Promise<PersonRow | undefined> {
  const known = await trx
    .selectFrom('mirroredCustomers')
    .select('personId')
    .where('integrationId', '=', integrationId)
    .where('isTest', '=', isTest)
    .where('externalId', '=', externalId)
    .executeTakeFirst()
  return known && findPerson(trx, teamId, known.personId)
}

async function savedPerson(
  write: TeamWrite,
  ids: Ids,
  { integrationId }: IntegrationActor,
  isTest: number,
  { id: externalId, name, email }: PutConversation['customer'],
  known: PersonRow | undefined,
  visit: Visit,
): Promise<PersonRow> {
  const { teamId, trx, now } = write
  const id = known?.id ?? ids.next()
  const before = known ?? newPerson({ id, teamId, name: guestName(id), email: null }, now)
  const person = { ...before, ...hearClaims(before, { name: name ?? null, email: email ?? null }) }
  if (visit.language !== null) person.language = visit.language
  if (visit.timeZone !== null) person.timeZone = visit.timeZone
  if (visit.context !== undefined) person.context = JSON.stringify(visit.context)
  if (!known) {
    await savePerson(write, person, isTest === 1)
    const row = { teamId, integrationId, isTest, externalId, personId: id }
    await trx.insertInto('mirroredCustomers').values(row).execute()
    return person
  }
  if (JSON.stringify(person) === JSON.stringify(known)) return known
  // Of a trial nobody else is told, and so there is no row.
  write.isKept = true
  await savePerson(write, person, isTest === 1)
  const isRenamed = person.name !== known.name || person.email !== known.email
  if (isRenamed) await renameInConversations(write, person)
  return person
}

/** The row of a new conversation. Its customer has no token, so nobody can write in it but by the integration. */
async function newRow(
  { trx, teamId, now }: TeamWrite,
  ids: Ids,
  { integrationId, kind }: IntegrationActor,
  ref: string,
  person: PersonRow,
): Promise<ConversationRow> {
  const browserId = ids.next()
  await trx
    .insertInto('customers')
    .values({
      id: browserId,
      teamId,
      name: person.name,
      email: person.email,
      createdAt: now,
      tokenHash: null,
      subject: null,
      claims: null,
      context: null,
      actsAs: null,
    })
    .execute()
  const row = newConversation(ids.next(), browserId, person, now)
  row.channelId = integrationId
  row.ref = ref
  row.botId = kind === 'channel' ? null : integrationId
  return row
}
