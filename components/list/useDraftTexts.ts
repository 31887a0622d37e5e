import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { plainLine } from '@baton/domain/plain-line.ts'
import { useWorld } from '../../composables/world.ts'
import { listDraftTexts } from '../../db/queries/list-draft-texts.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/**
 * What I have begun to write, by conversation, on one line. A query of its own: drafts are written down while one
 * types, and the rows of the list need not be read again for that.
 */
export const useDraftTexts = createSharedComposable(() => {
  const { db } = useWorld()
  const texts = useLiveQuery(() => listDraftTexts(db))
  return computed(
    () => new Map([...(texts.value ?? [])].map(([id, text]) => [id, plainLine(text)])),
  )
})
