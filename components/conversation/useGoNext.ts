import type { Conversation } from '@baton/protocol/conversation.ts'
import { useWorld } from '../../composables/world.ts'
import { nextWaiting } from '../../db/queries/next-waiting.ts'
import { usePlace } from '../../stores/place.ts'
import { whileKeysWait } from '../../composables/actions/awaited.ts'
import { useMoves } from '../moves/useMoves.ts'

/** Going on from a conversation that is done: to who has waited longest, or to the list when nobody waits. */
export function useGoNext() {
  const { db } = useWorld()
  const place = usePlace()
  const moves = useMoves()

  async function goNext(): Promise<void> {
    const id = await whileKeysWait(nextWaiting(db, place.selectedId))
    if (id === undefined || id === place.selectedId) place.close()
    else place.open(id)
  }
  /** Resolves it, and goes on once that is done. */
  async function resolveNext(conversation: Pick<Conversation, 'id' | 'epoch'>): Promise<void> {
    if (await moves.resolve(conversation)) await goNext()
  }
  return { goNext, resolveNext }
}
