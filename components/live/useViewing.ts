import { createSharedComposable, useDocumentVisibility, useEventListener } from '@vueuse/core'
import { VIEWING_AGAIN_MS } from '@baton/protocol/live.ts'
import { computed, onScopeDispose, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listViewing } from '../../db/queries/list-viewing.ts'
import type { ViewingRow } from '../../db/rows.ts'
import { sharedViewing } from '../../messaging/viewing.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useNow } from './useNow.ts'
import { useSession } from './useSession.ts'

/** A colleague who has a conversation open. */
export type Viewer = Pick<ViewingRow, 'agentId' | 'name'>

/** Which colleagues look at which conversation; one live query for the whole panel. */
export const useViewers = createSharedComposable(() => {
  const { db } = useWorld()
  const now = useNow()
  const rows = useLiveQuery(() => listViewing(db, now.value), [now])
  return computed(() => {
    const viewers = new Map<string, Viewer[]>()
    for (const { conversationId, agentId, name } of rows.value ?? []) {
      viewers.set(conversationId, [...(viewers.get(conversationId) ?? []), { agentId, name }])
    }
    return viewers
  })
})

/** Tells the team, for as long as this conversation is open and the panel in sight, that I look at it. */
export function useTellViewing(conversationId: string): void {
  const { background } = useWorld()
  const visibility = useDocumentVisibility()
  const { online } = useSession()
  let timer: ReturnType<typeof setInterval> | undefined

  function tell() {
    void background.ask('viewing:set', { conversationId, viewing: true })
  }
  function stop() {
    if (timer === undefined) return
    clearInterval(timer)
    timer = undefined
    void background.ask('viewing:set', { conversationId, viewing: false })
    shared.tellStopped(conversationId)
  }
  // Another panel of mine has said that I stopped; and to a new connection nothing was said yet.
  const shared = sharedViewing((stopped) => {
    if (stopped === conversationId && timer !== undefined) tell()
  })
  watch(online, (now) => {
    if (now && timer !== undefined) tell()
  })
  watch(
    visibility,
    (state) => {
      if (state === 'hidden') stop()
      else if (timer === undefined) {
        tell()
        timer = setInterval(tell, VIEWING_AGAIN_MS)
      }
    },
    { immediate: true },
  )
  useEventListener(window, 'pagehide', stop)
  onScopeDispose(() => {
    stop()
    shared.close()
  })
}
