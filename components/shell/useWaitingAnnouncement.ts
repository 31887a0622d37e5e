import { t } from '../../composables/words/i18n.ts'
import { ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { waitingCount } from '../../db/queries/waiting-count.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** Words for a live region when one more customer waits for a human. */
export function useWaitingAnnouncement() {
  const { db } = useWorld()
  const count = useLiveQuery(() => waitingCount(db))
  const said = ref('')
  watch(count, (now, before) => {
    if (now === undefined || before === undefined || now <= before) return
    said.value = t('list.nowWaiting', { count: now })
  })
  return said
}
