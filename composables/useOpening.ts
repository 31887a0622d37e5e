import { shallowRef, watch, type ShallowRef } from 'vue'
import { db } from '../db/database.ts'
import { openConversation, type Opening } from '../db/queries/open-conversation.ts'
import { useSession } from './useSession.ts'

/** Pixels that a message takes at least; more of them than the screen holds are drawn for nobody. */
const LEAST_HEIGHT = 56

/** What was read of the conversation that was chosen last; `read` is null when there is none. */
export interface OpeningOf {
  id: string
  read: Opening | null
}

/**
 * What the chosen conversation is first shown with; undefined while it is being read. Asked for at the very moment it is
 * chosen, before the panel draws anything. `lastSeq`: the newest message of a conversation that the list knows of.
 */
export function useOpening(
  id: () => string,
  lastSeq: (id: string) => number | undefined,
): Readonly<ShallowRef<OpeningOf | undefined>> {
  const { me } = useSession()
  const opening = shallowRef<OpeningOf>()
  watch(
    id,
    async (wanted) => {
      opening.value = undefined
      // Where this fails the query that stays does, too, and says so.
      const first = Math.ceil(innerHeight / LEAST_HEIGHT)
      const read = wanted
        ? await openConversation(db, wanted, me.value, first, lastSeq(wanted)).catch(() => null)
        : null
      if (wanted === id()) opening.value = { id: wanted, read }
    },
    { immediate: true, flush: 'sync' },
  )
  return opening
}
