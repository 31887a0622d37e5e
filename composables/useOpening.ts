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
 * chosen, before the panel draws anything; `begin` asks a moment earlier still, for one that is about to be chosen.
 * `lastSeq`: the newest message of a conversation that the list knows of.
 */
export function useOpening(
  id: () => string,
  lastSeq: (id: string) => number | undefined,
): { opening: Readonly<ShallowRef<OpeningOf | undefined>>; begin: (id: string) => void } {
  const { me } = useSession()
  const opening = shallowRef<OpeningOf>()
  let begun: { id: string; read: Promise<Opening | null> } | null = null

  async function read(wanted: string): Promise<Opening | null> {
    if (!wanted) return null
    const first = Math.ceil(innerHeight / LEAST_HEIGHT)
    // Where this fails the query that stays does, too, and says so.
    return openConversation(db, wanted, me.value, first, lastSeq(wanted)).catch(() => null)
  }
  watch(
    id,
    async (wanted) => {
      opening.value = undefined
      const asked = begun?.id === wanted ? begun.read : read(wanted)
      begun = null
      const found = await asked
      if (wanted === id()) opening.value = { id: wanted, read: found }
    },
    { immediate: true, flush: 'sync' },
  )
  return {
    opening,
    begin: (wanted) => {
      if (wanted !== id()) begun = { id: wanted, read: read(wanted) }
    },
  }
}
