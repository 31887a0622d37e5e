import { compareEntries } from '@baton/domain/list-order.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from './get-account.ts'

/** Every conversation this browser holds, resolved ones too, in the order of the list. */
export async function listEverybody(db: BatonDatabase): Promise<Conversation[]> {
  const [account, conversations] = await Promise.all([getAccount(db), db.conversations.toArray()])
  const compare = compareEntries(account?.agent.id ?? '')
  return conversations
    .map((conversation) => ({ conversation, unread: 0 }))
    .sort(compare)
    .map(({ conversation }) => conversation)
}
