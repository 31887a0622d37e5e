import type { Template } from '@baton/protocol/template.ts'
import { prepare, searchPalette, type Found } from '@baton/domain/palette-search.ts'
import { computed, ref, shallowRef } from 'vue'
import { db } from '../../db/database.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { useSession } from '../useSession.ts'
import { actionEntries, blockedNow, templateEntries, type PaletteEntry } from './entries.ts'
import { useRecent } from './recent.ts'
import { useConversationSearch } from './useConversationSearch.ts'

/** As many as anybody looks through; the next letter brings the others. */
const SHOWN = 60

/** Lifts what was used last over what fits alike, not over what fits better; what cannot be done comes behind it. */
const RECENT_FIRST = 12
const BLOCKED_LATER = -45

const ONLY: Record<string, PaletteEntry['kind']> = {
  '>': 'action',
  '/': 'template',
  '@': 'conversation',
}

/**
 * What the palette holds and finds, with `settings` among it. Actions are there at once, conversations and templates as
 * soon as they are read and searched, in the
 * language of now: another one may be chosen in another window.
 */
export function usePalette(settings: () => readonly PaletteEntry[]) {
  const { me } = useSession()
  const query = ref('')
  const recent = useRecent(me.value)
  const reasons = blockedNow()
  const actions = computed(() => prepare([...actionEntries(reasons), ...settings()]))
  const templates = shallowRef<Template[]>([])
  void listTemplates(db).then((all) => (templates.value = all))
  const stored = computed(() => prepare(templateEntries(templates.value)))

  const bonus = ({ key, blocked }: Pick<PaletteEntry, 'key' | 'blocked'>) => {
    if (blocked !== '') return BLOCKED_LATER
    const at = recent.keys.indexOf(key)
    return at === -1 ? 0 : RECENT_FIRST * (1 - at / recent.keys.length)
  }
  const asked = computed(() => {
    const written = query.value.trim()
    const only = ONLY[written.charAt(0)]
    return { only, text: only ? written.slice(1) : written }
  })
  const conversations = useConversationSearch(
    () => {
      const { only, text } = asked.value
      return only === undefined || only === 'conversation' ? text : null
    },
    SHOWN,
    (key) => bonus({ key, blocked: '' }),
  )
  const found = computed<Found<PaletteEntry>[]>(() => {
    const { only, text } = asked.value
    const all = [...actions.value, ...stored.value]
    const things = only ? all.filter(({ item }) => item.kind === only) : all
    // Among equals conversations come last: sorting keeps the order given.
    return [...searchPalette(things, text, SHOWN, bonus), ...conversations.value]
      .sort((a, b) => b.score - a.score)
      .slice(0, SHOWN)
  })
  return { query, found, used: ({ key }: PaletteEntry) => recent.add(key) }
}
