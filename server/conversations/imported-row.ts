import { v5 } from 'uuid'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Ids } from '../ground/clock.ts'
import { findBySubject, newPerson, savePerson } from '../customers/person-row.ts'
import type { ConversationRow } from '../database/schema.ts'
import type { ImportedConversation } from './imported-conversation.ts'
import { newConversation } from './conversation-row.ts'

/** The id of what is imported under a key: the same at every import, so that a repeat is recognised. */
export function importedId(teamId: string, key: string): string {
  return v5(key, teamId)
}

/** The row of a past conversation, and its customer: a new one, or one whom the site has identified. */
export async function importedRow(
  write: TeamWrite,
  ids: Ids,
  { key, customer, page, tags }: Pick<ImportedConversation, 'key' | 'customer' | 'page' | 'tags'>,
  startedAt: number,
): Promise<ConversationRow> {
  const { teamId, trx } = write
  const { name, email, subject = null, context, language = null, timeZone = null } = customer
  const customerId = ids.next()
  await trx
    .insertInto('customers')
    .values({
      id: customerId,
      teamId,
      name,
      email,
      createdAt: startedAt,
      tokenHash: null,
      subject,
      claims: null,
      context: null,
      actsAs: null,
    })
    .execute()
  const known = subject === null ? undefined : await findBySubject(trx, teamId, subject)
  const made = { id: customerId, teamId, name, email, subject, language, timeZone }
  const claimed = subject === null ? {} : { claimedName: name, claimedEmail: email }
  const person = known ?? newPerson({ ...made, ...claimed }, startedAt)
  if (context) person.context = JSON.stringify(context)
  person.lastSeenAt = Math.max(person.lastSeenAt, startedAt)
  await savePerson(write, person)
  const id = key === undefined ? ids.next() : importedId(teamId, key)
  const row = newConversation(id, customerId, person, startedAt)
  if (page) row.page = JSON.stringify(page)
  if (tags) row.tags = JSON.stringify([...tags].sort())
  return row
}
