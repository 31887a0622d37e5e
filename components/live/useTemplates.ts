import { indexTemplates, type TemplateIndex } from '@baton/domain/template/index-templates.ts'
import { computed, effectScope, ref, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useWorld, type PanelWorld } from '../../composables/world.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import type { TemplateView } from '../../db/template-view.ts'
import { useCalmLiveQuery } from './useCalmLiveQuery.ts'
import { whenIdle } from './when-idle.ts'

interface Templates {
  all: Readonly<ShallowRef<TemplateView[] | undefined>>
  index: ComputedRef<TemplateIndex>
  /** Reads them now, if they are not yet. */
  want: () => void
}

const shared = new WeakMap<PanelWorld, Templates>()

/**
 * The templates this agent may use, read once for the whole panel and ready to be searched: made so while nothing
 * else is to be done, or at the first `/` if that comes before. Conversations come and go; these stay.
 */
export function useTemplates(): Templates {
  const world = useWorld()
  const known = shared.get(world) ?? effectScope(true).run(() => makeShared(world))
  if (!known) throw new Error('The templates are not to be had.')
  shared.set(world, known)
  return known
}

function makeShared({ db }: PanelWorld): Templates {
  // Thousands of rows take a while to unpack: the conversation that is being opened comes first.
  const wanted = ref(false)
  const want = () => {
    wanted.value = true
  }
  whenIdle(want)
  const all = useCalmLiveQuery(() => listTemplates(db), wanted)
  const index = computed((before?: TemplateIndex) => indexTemplates(all.value ?? [], before))
  watch(all, () => whenIdle(() => index.value))
  return { all, index, want }
}
