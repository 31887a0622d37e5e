import { guestName } from '@baton/domain/guest.ts'
import { findPerson, newPerson, savePerson } from '../../customers/person-row.ts'
import { Refused } from '../../ground/refused.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { Erasing } from './erasing.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

/** How long an answer waits for all to be erased, in ms. What is more than that follows by itself. */
const WAIT_MS = 5_000

/** What erasing needs besides. */
export interface EraseDeps extends MirrorDeps {
  erasing: Erasing
}

/**
 * Erases a customer of the integration: who they are, and all that was said in their conversations, by whomever. The
 * conversations stay as empty ones, so that every copy is told, also those of older panels. Who they are goes at once,
 * with a stored task for the rest: once it is answered, all of it is erased, whatever crashes. Throws `not-found`.
 */
export async function eraseCustomer(
  deps: EraseDeps,
  integration: IntegrationActor,
  externalId: string,
): Promise<{ conversations: number }> {
  const until = performance.now() + WAIT_MS
  const isTest = integration.isTest ? 1 : 0
  const { personId, conversations } = await writeAs(deps, integration, async (write) => {
    const { trx, teamId } = write
    const known = await trx
      .deleteFrom('mirroredCustomers')
      .where('integrationId', '=', integration.integrationId)
      .where('isTest', '=', isTest)
      .where('externalId', '=', externalId)
      .returning('personId')
      .executeTakeFirst()
    const person = known && (await findPerson(trx, teamId, known.personId))
    if (!person) throw new Refused('not-found')
    // Nobody is told of a trial.
    write.isKept = true
    const { id, firstSeenAt } = person
    const emptied = newPerson(
      { id, teamId, name: guestName(id), email: null, version: person.version + 1 },
      write.now,
    )
    await savePerson(write, { ...emptied, firstSeenAt }, isTest === 1)
    await trx.insertInto('erasures').values({ personId: id, teamId, conversationId: '' }).execute()
    const counted = await trx
      .selectFrom('conversations')
      .select((eb) => eb.fn.countAll<number | string>().as('count'))
      .where('teamId', '=', teamId)
      .where('personId', '=', id)
      .executeTakeFirstOrThrow()
    const conversations = Number(counted.count)
    write.acts.push({
      what: 'customer:erased',
      subject: { kind: 'customer', id },
      details: { conversations, keyId: integration.keyId },
    })
    return { personId: id, conversations }
  })
  await deps.erasing.finish(personId, until)
  return { conversations }
}
