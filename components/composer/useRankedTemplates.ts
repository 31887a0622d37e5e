import { preferring, type Preference } from '@baton/domain/template/index-templates.ts'
import type { Readers } from '@baton/domain/template/offered-language.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import { computed, onMounted, watch, type Ref } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listTemplateUses } from '../../db/queries/list-template-uses.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useTemplates } from '../live/useTemplates.ts'
import { whenIdle } from '../live/when-idle.ts'

/** What one use by this agent weighs; the team's uses decide between templates that the agent uses alike. */
const MINE = 10

/** The templates as the picker of a conversation finds them: those this agent uses first, in the customer's language. */
export function useRankedTemplates(readers: Ref<Readers>) {
  const { db } = useWorld()
  const { all, index, want } = useTemplates()
  const uses = useLiveQuery(() => listTemplateUses(db))
  const preference = computed((): Preference => ({
    readers: readers.value,
    usesOf: (id) => {
      const use = uses.value?.get(id)
      return use ? use.mine * MINE + Math.log2(1 + use.count) : 0
    },
  }))
  const ranked = computed(() => preferring(index.value, preference.value))
  const getReady = () => whenIdle(() => ranked.value.vocabulary())
  onMounted(getReady)
  watch([all, preference], getReady)
  return {
    all,
    preference,
    /** Null while they are being read. */
    find: (query: string) => {
      if (all.value) return searchTemplates(ranked.value, query)
      want()
      return null
    },
  }
}
