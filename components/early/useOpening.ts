import { shallowRef, watch, type ShallowRef } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { openConversation, type Opening } from '../../db/queries/open-conversation.ts'

/** After so many ms what was read ahead of a choice is read again. */
const FRESH_MS = 1_000
/** Pixels that a message takes at least; more of them than the screen holds are drawn for nobody. */
const LEAST_HEIGHT = 56

/** What was read of the conversation that was chosen last; `read` is null when there is none. */
export interface OpeningOf {
  id: string
  read: Opening | null
}

/** What is being read of a conversation, or was; `found` once it is there. */
interface Reading {
  id: string
  since: number
  /** The newest message that the list knew of. */
  lastSeq: number | undefined
  read: Promise<Opening | null>
  found?: Opening | null
}

/**
 * What the chosen conversation is first shown with; undefined while it is being read. Asked for at the very moment it is
 * chosen, before the panel draws anything; `begin` asks sooner still, for one that is about to be chosen: what it has
 * found by then is there at once. `me`: the id of the
 * agent who reads. `lastSeq`: the newest message of a conversation that the list knows of.
 */
export function useOpening(
  me: () => string,
  id: () => string,
  lastSeq: (id: string) => number | undefined,
): { opening: Readonly<ShallowRef<OpeningOf | undefined>>; begin: (id: string) => void } {
  const { db } = useWorld()
  const opening = shallowRef<OpeningOf>()
  let begun: Reading | null = null

  function read(wanted: string): Reading {
    const first = Math.ceil(innerHeight / LEAST_HEIGHT)
    const newest = lastSeq(wanted)
    const reading: Reading = {
      id: wanted,
      since: performance.now(),
      lastSeq: newest,
      // Where this fails the query that stays does, too, and says so.
      read: openConversation(db, wanted, me(), first, newest).catch(() => null),
    }
    void reading.read.then((found) => (reading.found = found))
    return reading
  }
  /** What was begun, unless it may say less by now: the chat opens where the unread begins. */
  function freshly(wanted: string): Reading | null {
    if (begun?.id !== wanted || begun.lastSeq !== lastSeq(wanted)) return null
    return performance.now() - begun.since < FRESH_MS ? begun : null
  }

  watch(
    id,
    async (wanted) => {
      const reading = wanted ? (freshly(wanted) ?? read(wanted)) : null
      begun = null
      opening.value = reading?.found === undefined ? undefined : { id: wanted, read: reading.found }
      if (opening.value) return
      const found = reading ? await reading.read : null
      if (wanted === id()) opening.value = { id: wanted, read: found }
    },
    { immediate: true, flush: 'sync' },
  )
  return {
    opening,
    begin: (wanted) => {
      if (wanted !== id()) begun = freshly(wanted) ?? read(wanted)
    },
  }
}
