import { shallowRef, watch, type ShallowRef } from 'vue'
import { db } from '../db/database.ts'
import { openConversation, type Opening } from '../db/queries/open-conversation.ts'
import { useSession } from './useSession.ts'

/** What was read of the conversation that was chosen last; `read` is null when there is none. */
export interface OpeningOf {
  id: string
  read: Opening | null
}

/** Milliseconds for which what was read in advance is good enough to begin with: what is newer follows at once. */
const PREPARED_MS = 3_000

/**
 * What the chosen conversation is first shown with; undefined while it is being read. Asked for at the very moment it is
 * chosen, before the panel draws anything; or earlier, with `prepare`, when it looks as if it will be. `lastSeq`: the
 * newest message of a conversation that the list knows of.
 */
export function useOpening(
  id: () => string,
  lastSeq: (id: string) => number | undefined,
): {
  opening: Readonly<ShallowRef<OpeningOf | undefined>>
  /** Resolves once it is read. */
  prepare: (id: string) => Promise<void>
} {
  const { me } = useSession()
  const opening = shallowRef<OpeningOf>()
  let prepared: { of: OpeningOf; at: number } | null = null

  async function read(wanted: string): Promise<OpeningOf> {
    // Where this fails the query that stays does, too, and says so.
    const read = wanted
      ? await openConversation(db, wanted, me.value, lastSeq(wanted)).catch(() => null)
      : null
    return { id: wanted, read }
  }
  watch(
    id,
    async (wanted) => {
      const ready = prepared?.of.id === wanted && performance.now() - prepared.at < PREPARED_MS
      opening.value = ready ? prepared?.of : undefined
      prepared = null
      if (ready) return
      const of = await read(wanted)
      if (wanted === id()) opening.value = of
    },
    { immediate: true, flush: 'sync' },
  )
  /** Reads what a conversation opens with, since somebody points at it. */
  async function prepare(wanted: string): Promise<void> {
    if (wanted === id()) return
    const at = performance.now()
    const of = await read(wanted)
    // Nobody can tell which of two that are pointed at will be chosen: the last one.
    if (at >= (prepared?.at ?? 0)) prepared = { of, at }
  }
  return { opening, prepare }
}
