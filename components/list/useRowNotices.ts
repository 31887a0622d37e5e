import { t } from '../../composables/words/i18n.ts'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listUnsent } from '../../db/queries/list-unsent.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useMoves } from '../moves/useMoves.ts'

const UNSENT = {
  failed: 'list.unsentFailed',
  held: 'list.unsentHeld',
} as const

/** What has to be told on rows of the list: the chat that says more may not be the one that is open. */
export function useRowNotices() {
  const { db } = useWorld()
  const { notices } = useMoves()
  const unsent = useLiveQuery(() => listUnsent(db))
  return computed<ReadonlyMap<string, string>>(() => {
    const texts = [...(unsent.value ?? [])].map(([id, status]) => [id, t(UNSENT[status])] as const)
    return new Map([...texts, ...notices])
  })
}
