import {
  editedCustomer,
  type EditCustomer,
  type EditedCustomer,
} from '@baton/protocol/customer-details.ts'
import { once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import { Refused } from '../refused.ts'
import type { AgentActor } from '../team/actors.ts'
import { findPerson, savePerson, toCustomerDetails } from './person-row.ts'
import { renameInConversations } from './rename-in-conversations.ts'

/**
 * What an agent puts right about a customer. It is a compare-and-set on the version they saw: `stale-version`
 * when a colleague was faster, whose edit then stands.
 */
export function editCustomer(
  log: TeamLog,
  agent: AgentActor,
  { id, customerId, version, name, email, note }: EditCustomer,
): Promise<EditedCustomer> {
  const { teamId } = agent
  const request = { id, content: [agent.id, 'edit', customerId, name, email, note] }
  return log.write(teamId, (write) =>
    once(write, request, editedCustomer, async () => {
      const person = await findPerson(write.trx, teamId, customerId)
      if (!person) throw new Refused('not-found')
      if (person.version !== version) throw new Refused('stale-version')
      const known = { name: person.name, email: person.email }
      Object.assign(person, { name, email, note, version: version + 1 })
      Object.assign(person, { editorId: agent.id, editorName: agent.name })
      await savePerson(write, person)
      if (known.name !== name || known.email !== email) await renameInConversations(write, person)
      return { customer: toCustomerDetails(person) }
    }),
  )
}
