import { discardMessage } from '../db/commands/discard-message.ts'
import { retryMessage } from '../db/commands/retry-message.ts'
import { db } from '../db/database.ts'
import { background } from './background.ts'

/** What an agent decides about a message that failed. */
export function useOutbox() {
  return {
    retry: async (id: string) => {
      await retryMessage(db, id)
      background.kick()
    },
    discard: (id: string) => discardMessage(db, id),
  }
}
