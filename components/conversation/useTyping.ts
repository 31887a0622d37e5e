import { useTimeoutFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listTyping } from '../../db/queries/list-typing.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useServerClock } from '../live/useNow.ts'

/** Who types elsewhere; `agentId` is null for the customer, and mine where I do in another browser. */
export interface Typist {
  agentId: string | null
  name: string
}

/** Who is typing in a conversation, elsewhere than in this browser. Goes by itself when "typing" is not repeated in time. */
export function useTyping(conversationId: string, customerName: () => string) {
  const { db } = useWorld()
  const now = useServerClock()
  const expired = ref(0)
  const rows = useLiveQuery(() => listTyping(db, conversationId, now()), [expired])
  const wait = ref(0)
  const timer = useTimeoutFn(() => expired.value++, wait, { immediate: false })
  watch(rows, (typing) => {
    timer.stop()
    if (!typing || typing.length === 0) return
    wait.value = Math.max(0, Math.min(...typing.map(({ until }) => until)) - now()) + 20
    timer.start()
  })
  return computed<Typist[]>(() =>
    (rows.value ?? []).map(({ agentId, name }) => ({
      agentId,
      name: agentId === null ? customerName() : name,
    })),
  )
}
