import { useIntervalFn } from '@vueuse/core'
import { watch } from 'vue'
import { noteOpened } from '../../db/commands/note-opened.ts'
import { useWorld } from '../../composables/world.ts'

/** Milliseconds: while a conversation is being looked at nothing of it leaves the copy. */
const AGAIN_MS = 10 * 60_000

/** Notes which conversation is looked at, for what stays in the copy. One that cannot be noted is fetched again. */
export function useOpenedNote(id: () => string | undefined): void {
  const { db } = useWorld()
  const note = () => {
    const opened = id()
    if (opened) void noteOpened(db, opened).catch(() => undefined)
  }
  watch(id, note, { immediate: true, flush: 'post' })
  useIntervalFn(note, AGAIN_MS)
}
