import { useTimeoutFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { db } from '../db/database.ts'
import { listTyping } from '../db/queries/list-typing.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useSession } from './useSession.ts'

/** Who else is typing in a conversation, by name. Goes by itself when "typing" is not repeated in time. */
export function useTyping(conversationId: string) {
  const { me } = useSession()
  const expired = ref(0)
  const rows = useLiveQuery(() => listTyping(db, conversationId, Date.now()), [expired])
  const wait = ref(0)
  const timer = useTimeoutFn(() => expired.value++, wait, { immediate: false })
  watch(rows, (typing) => {
    timer.stop()
    if (!typing || typing.length === 0) return
    wait.value = Math.max(0, Math.min(...typing.map(({ until }) => until)) - Date.now()) + 20
    timer.start()
  })
  return computed(
    () => rows.value?.filter(({ agentId }) => agentId !== me.value).map(({ name }) => name) ?? [],
  )
}
