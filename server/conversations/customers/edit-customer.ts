import { cleanName } from '@baton/domain/clean-name.ts'
import {
  editedCustomer,
  type EditCustomer,
  type EditedCustomer,
} from '@baton/protocol/customer-details.ts'
import type { Kysely } from 'kysely'
import { keptAsEdit, once } from '../../changes/once.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { Database } from '../../database/schema.ts'
import { Refused } from '../../ground/refused.ts'
import type { AgentActor } from '../../ground/actors.ts'
import { findPerson, savePerson, toCustomerDetails } from '../../customers/person-row.ts'
import { renameInConversations } from './rename-in-conversations.ts'

/**
 * An agent corrects a customer's details. Compare-and-set on the version they saw: `stale-version` when a colleague
 * was faster, whose edit then stays. `invalid` for a name without visible characters.
 */
export function editCustomer(
  deps: { db: Kysely<Database>; log: TeamLog },
  agent: AgentActor,
  { id, customerId, version, name, email, note }: EditCustomer,
): Promise<EditedCustomer> {
  const { teamId } = agent
  const called = cleanName(name)
  if (called === '') throw new Refused('invalid')
  const request = { teamId, id, content: [agent.id, 'edit', customerId, name, email, note] }
  return once(deps, request, keptAsEdit(editedCustomer), async (write) => {
    const person = await findPerson(write.trx, teamId, customerId)
    if (!person) throw new Refused('not-found')
    if (person.version !== version) throw new Refused('stale-version')
    const known = { name: person.name, email: person.email }
    Object.assign(person, { name: called, email, note, version: version + 1 })
    Object.assign(person, { editorId: agent.id, editorName: agent.name })
    await savePerson(write, person)
    write.acts.push({ what: 'customer:edited', subject: { kind: 'customer', id: customerId } })
    if (known.name !== called || known.email !== email) await renameInConversations(write, person)
    return { customer: toCustomerDetails(person) }
  })
}
