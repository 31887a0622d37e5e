import { VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { Clock } from '../ground/clock.ts'
import { viewersRoom } from './sockets.ts'

/** Most conversations in which one connection gets the AI's words: as many panels as anybody has open. */
const LOOKED_AT_MAX = 20

interface Rooms {
  join(room: string): unknown
  leave(room: string): unknown
}

/**
 * Keeps the viewed conversations of one connection, by joining their rooms. It leaves one that was not repeated in
 * time, and the oldest ones above the limit.
 */
export function lookingAt(
  socket: Rooms,
  clock: Clock,
): (conversationId: string, viewing: boolean) => void {
  /** When each expires, oldest repeat first. */
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
