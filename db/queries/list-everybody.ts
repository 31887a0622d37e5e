import { lastActivity } from '@baton/domain/list-head.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../database.ts'

/** Every conversation this browser holds, the latest activity first; resolved ones come last. */
export async function listEverybody(db: BatonDatabase): Promise<Conversation[]> {
  const conversations = await db.conversations.toArray()
  const resolved = ({ state }: Conversation) => Number(state === 'resolved')
  return conversations.sort(
    (a, b) => resolved(a) - resolved(b) || lastActivity(b) - lastActivity(a),
  )
}
