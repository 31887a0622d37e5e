import { foldersIn, isInFolder } from '@baton/domain/template/folders.ts'
import { isOf, listed, type Listing, type Use } from '@baton/domain/template/listing.ts'
import { preferring } from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import { computed, ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listTemplateDrafts } from '../../db/queries/list-template-drafts.ts'
import { listTemplateUses } from '../../db/queries/list-template-uses.ts'
import { useTemplates } from '../live/useTemplates.ts'
import { language } from '../../composables/words/i18n.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

const EVERYTHING: Listing = {
  ...{ query: '', scope: 'all', language: null, folder: '', order: 'name' },
}

/** The templates as the manager lists them, and what is asked of the list. */
export function useTemplateList() {
  const { db } = useWorld()
  const { all, index } = useTemplates()
  const uses = useLiveQuery(() => listTemplateUses(db))
  const drafts = useLiveQuery(() => listTemplateDrafts(db))
  const listing = ref<Listing>({ ...EVERYTHING })

  const byId = computed(() => new Map((all.value ?? []).map((view) => [view.id, view])))
  const ranked = computed(() =>
    preferring(index.value, {
      usesOf: (id) => useOf(id)?.count ?? 0,
      readers: { customer: null, agent: language.value },
    }),
  )
  const useOf = (id: string): Use | undefined => uses.value?.get(id)
  const found = computed(() =>
    listing.value.query.trim() === ''
      ? (all.value ?? [])
      : searchTemplates(ranked.value, listing.value.query).flatMap(
          ({ id }) => byId.value.get(id) ?? [],
        ),
  )
  const shown = computed(() => listed(found.value, listing.value, useOf))
  /** The tags, as folders below the open one, of what the other filters leave. */
  const folders = computed(() => {
    const { scope, folder, language } = listing.value
    const inside = (all.value ?? []).filter(
      (one) =>
        isOf(one, scope) && isInFolder(one, folder) && [null, one.language].includes(language),
    )
    return foldersIn(inside, folder)
  })
  const languages = computed(() =>
    [...new Set((all.value ?? []).flatMap(({ language }) => language ?? []))].sort(),
  )
  // A folder or language whose last template has gone is none any more.
  watch([folders, shown], () => {
    const { folder, language } = listing.value
    if (folder !== '' && !all.value?.some((one) => isInFolder(one, folder))) {
      listing.value.folder = ''
    }
    if (language !== null && !languages.value.includes(language)) listing.value.language = null
  })

  return {
    all,
    byId,
    shown,
    folders,
    languages,
    useOf,
    listing,
    drafts,
    /** Tags in use, for the editor to propose. */
    tags: computed(() => [...new Set((all.value ?? []).flatMap(({ tags }) => tags))].sort()),
    isNarrowed: computed(() => JSON.stringify(listing.value) !== JSON.stringify(EVERYTHING)),
    reset: () => {
      listing.value = { ...EVERYTHING, order: listing.value.order }
    },
  }
}
export type TemplateList = ReturnType<typeof useTemplateList>
