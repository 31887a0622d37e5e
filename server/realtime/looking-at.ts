import { VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { Clock } from '../ground/clock.ts'
import { viewersRoom } from './sockets.ts'

/** Conversations that one connection is shown the AI's words of at most: as many panels as anybody has open. */
const LOOKED_AT_MAX = 20

interface Rooms {
  join(room: string): unknown
  leave(room: string): unknown
}

/**
 * Keeps which conversations one connection looks at: it is in their rooms. One that it has not told of again in time is
 * left, and of too many the one told of longest ago.
 */
export function lookingAt(
  socket: Rooms,
  clock: Clock,
): (conversationId: string, viewing: boolean) => void {
  /** Until when, in the order they were told of. */
  const looked = new Map<string, number>()
  const leave = (conversationId: string) => {
    looked.delete(conversationId)
    socket.leave(viewersRoom(conversationId))
  }
  return (conversationId, viewing) => {
    leave(conversationId)
    const now = clock()
    if (viewing) {
      looked.set(conversationId, now + VIEWING_LASTS_MS)
      socket.join(viewersRoom(conversationId))
    }
    for (const [id, until] of looked) {
      if (until < now || looked.size > LOOKED_AT_MAX) leave(id)
    }
  }
}
