import { hearClaims } from '@baton/domain/customer-identity.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Ids } from '../../ground/clock.ts'
import { newConversation } from '../conversation-row.ts'
import { findCustomersConversation } from '../find-conversation.ts'
import type { ConversationRow, PersonRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import type { CustomerActor } from '../../ground/actors.ts'
import { findBySubject, newPerson, savePerson } from '../../customers/person-row.ts'
import { parseClaims } from '../../customers/claims.ts'
import { mergeContexts, parseContext } from '../../customers/context.ts'

/**
 * Makes the conversation for a customer's first message. The browser's identity is read here, in the transaction: the
 * customer may have been identified since the connection was made, and then continues an older conversation.
 */
export async function startConversation(
  write: TeamWrite,
  ids: Ids,
  { browserId, visit }: CustomerActor,
): Promise<{ row: ConversationRow; isNew: boolean }> {
  const browser = await write.trx
    .selectFrom('customers')
    .selectAll()
    .where('id', '=', browserId)
    .executeTakeFirst()
  if (!browser) throw new Refused('signed-out')
  if (browser.actsAs !== null) {
    const row = await findCustomersConversation(write.trx, browser.actsAs)
    if (row) return { row, isNew: false }
  }
  const { subject, claims, name, email } = browser
  const known = subject === null ? undefined : await findBySubject(write.trx, write.teamId, subject)
  const person: PersonRow =
    known ?? newPerson({ id: browser.id, teamId: write.teamId, name, email, subject }, write.now)
  if (claims !== null) Object.assign(person, hearClaims(person, parseClaims(claims)))
  if (visit.language !== null) person.language = visit.language
  if (visit.timeZone !== null) person.timeZone = visit.timeZone
  const told = mergeContexts(parseContext(browser.context ?? '{}'), visit.context ?? {})
  if (Object.keys(told).length > 0) person.context = JSON.stringify(told)
  person.lastSeenAt = write.now
  await savePerson(write, person)
  return { row: newConversation(ids.next(), browser.id, person, write.now), isNew: true }
}
