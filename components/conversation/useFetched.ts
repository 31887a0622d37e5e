import { useWorld } from '../../composables/world.ts'
import { shallowRef, watch } from 'vue'

/** What became of asking the server for a conversation that is not in this browser's copy. */
export type Fetching = 'no' | 'fetching' | 'gone' | 'offline' | 'failed'

/**
 * Asks the server for a conversation that is looked for and is not here: links, notifications and the palette lead to
 * such ones. It is in the database afterwards. Asked again when the line comes back.
 */
export function useFetched(missing: () => string | null, online: () => boolean) {
  const { background } = useWorld()
  const state = shallowRef<Fetching>('no')
  watch(
    [missing, online],
    async ([id], [before]) => {
      if (id === null) {
        state.value = 'no'
        return
      }
      // A conversation that is not there is not asked for twice.
      if (id === before && (state.value === 'gone' || state.value === 'fetching')) return
      state.value = 'fetching'
      const reply = await background.ask('load:conversation', { conversationId: id })
      if (missing() !== id || reply.ok) return
      const { code } = reply.error
      state.value = code === 'not-found' ? 'gone' : code === 'offline' ? 'offline' : 'failed'
    },
    { immediate: true },
  )
  return state
}
