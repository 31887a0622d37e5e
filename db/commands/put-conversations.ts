import { cleanName } from '@baton/domain/clean-name.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'
import { getListStep } from '../queries/get-list-step.ts'

/**
 * Stores conversations, and stamps each with the next step of the list (as `rev`): a panel reads rows above the step
 * it has seen. Steps belong to this copy, since rows come in several ways and not in the order of the server's
 * revisions. Needs `meta` and `conversations`.
 */
export async function putConversations(
  db: BatonDatabase,
  conversations: readonly Conversation[],
): Promise<void> {
  const rev = (await getListStep(db)) + 1
  await Promise.all([
    db.conversations.bulkPut(conversations.map((told) => ({ ...withCleanName(told), rev }))),
    db.meta.put({ key: 'listStep', value: rev }),
  ])
}

/** Older servers send names as they were typed. */
function withCleanName(told: Conversation): Conversation {
  const name = cleanName(told.customer.name)
  return name === told.customer.name ? told : { ...told, customer: { ...told.customer, name } }
}
