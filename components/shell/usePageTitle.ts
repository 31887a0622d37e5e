import { useTitle } from '@vueuse/core'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { countUnread } from '../../db/queries/count-unread.ts'
import { waitingCount } from '../../db/queries/waiting-count.ts'
import { t } from '../../composables/words/i18n.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** The title of the page, as tabs and screen readers have it: how many wait, and what of mine is unread. */
export function usePageTitle(): void {
  const { db } = useWorld()
  const waiting = useLiveQuery(() => waitingCount(db))
  const unread = useLiveQuery(() => countUnread(db))
  const title = computed(() => {
    const news = [
      waiting.value ? t('list.titleWaiting', { count: waiting.value }) : '',
      unread.value ? t('list.titleUnread', { count: unread.value }) : '',
    ].filter(Boolean)
    return news.length === 0 ? 'Baton' : `${news.join(', ')} · Baton`
  })
  useTitle(title, { restoreOnUnmount: () => 'Baton' })
}
