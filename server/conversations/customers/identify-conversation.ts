import { CUSTOMER_NOTE_MAX } from '@baton/protocol/customer-details.ts'
import { hearClaims } from '@baton/domain/customer-identity.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Ids } from '../../ground/clock.ts'
import type { CustomerRow, PersonRow } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import { conversationOf } from './conversation-of.ts'
import { findBySubject, findPerson, savePerson } from '../../customers/person-row.ts'
import {
  moveConversations,
  renameInConversations,
  type LeftOver,
} from './rename-in-conversations.ts'
import type { Identity } from '../../customers/verify-identity.ts'

/** Applies a site's identity to a customer who has a conversation: moves it to the right customer, and names them. */
export function identifyConversation(
  { log, ids }: { log: TeamLog; ids: Ids },
  browser: CustomerRow,
  identity: Identity,
): Promise<void> {
  return log.write(browser.teamId, async (write) => {
    const conversation = await conversationOf(write.trx, browser)
    const person =
      conversation && (await findPerson(write.trx, write.teamId, conversation.personId))
    if (!person) throw new Refused('signed-out')
    if (person.subject === identity.subject) {
      await hearAgain(write, person, identity)
      return
    }
    if (person.subject !== null) throw new Refused('signed-out')
    await write.trx
      .updateTable('customers')
      .set({ subject: identity.subject })
      .where('id', '=', browser.id)
      .execute()
    const known = await findBySubject(write.trx, write.teamId, identity.subject)
    const becomes = hear({ ...(known ?? person), subject: identity.subject }, identity)
    becomes.lastSeenAt = write.now
    const newId = () => ids.next()
    const leftOver = known ? await mergeInto(write, person, becomes) : null
    if (!known) await savePerson(write, becomes)
    await moveConversations(write, person.id, becomes, { newId, leftOver })
  })
}

/**
 * Moves an anonymous customer's data to the identified one, whose own data takes precedence. Returns the team's note
 * about the guest if both notes together would be too long.
 */
async function mergeInto(
  write: TeamWrite,
  guest: PersonRow,
  known: PersonRow,
): Promise<LeftOver | null> {
  known.firstSeenAt = Math.min(known.firstSeenAt, guest.firstSeenAt)
  known.language = guest.language ?? known.language
  known.timeZone = guest.timeZone ?? known.timeZone
  if (known.context === '{}') known.context = guest.context
  const together = [known.note, guest.note].filter(Boolean).join('\n')
  const fits = together.length <= CUSTOMER_NOTE_MAX
  if (fits) known.note = together
  await savePerson(write, known)
  await savePerson(write, { ...guest, gone: 1 })
  const { note: text, editorId, editorName } = guest
  const by = editorId !== null && editorName ? { id: editorId, name: editorName } : null
  return fits ? null : { text, by }
}

/** The identity counts as an edit: it raises the version, so a simultaneous edit by an agent is refused. */
function hear(person: PersonRow, identity: Identity): PersonRow {
  const heard = { ...person, ...hearClaims(person, identity) }
  if (heard.name === person.name && heard.email === person.email) return heard
  return { ...heard, version: person.version + 1, editorId: null, editorName: null }
}

async function hearAgain(write: TeamWrite, person: PersonRow, identity: Identity): Promise<void> {
  const heard = hear(person, identity)
  const { claimedName, claimedEmail, version } = person
  if (heard.claimedName === claimedName && heard.claimedEmail === claimedEmail) return
  await savePerson(write, heard)
  if (heard.version !== version) await renameInConversations(write, heard)
}
