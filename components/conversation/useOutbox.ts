import { discardMessage } from '../../db/commands/discard-message.ts'
import { retryMessage } from '../../db/commands/retry-message.ts'
import { undoSend } from '../../db/commands/undo-send.ts'
import { useWorld } from '../../composables/world.ts'

/** What an agent decides about a message of theirs that has not gone out. */
export function useOutbox() {
  const { db, background } = useWorld()
  return {
    retry: async (id: string) => {
      await retryMessage(db, id)
      background.kick()
    },
    discard: (id: string) => discardMessage(db, id),
    /** Tells whether it was in time. */
    undo: (id: string) => undoSend(db, id),
  }
}
