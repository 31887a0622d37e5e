import type { Message } from '@baton/protocol/message.ts'
import type { BatonDatabase } from '../database.ts'
import { putMessages } from './put-messages.ts'

/** Stores messages that are not in the copy yet. Needs `messages` and `textBlocks`. */
export async function addMessages(db: BatonDatabase, messages: readonly Message[]): Promise<void> {
  const known = await db.messages.bulkGet(messages.map(({ id }) => id))
  await putMessages(
    db,
    messages.filter((_message, n) => known[n] === undefined),
  )
}
