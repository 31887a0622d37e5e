import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Template } from '@baton/protocol/template.ts'
import { prepare, searchPalette, type Found } from '@baton/domain/palette-search.ts'
import { computed, ref, shallowRef } from 'vue'
import { db } from '../../db/database.ts'
import { listEverybody } from '../../db/queries/list-everybody.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { useSession } from '../useSession.ts'
import {
  actionEntries,
  blockedNow,
  conversationEntries,
  templateEntries,
  type PaletteEntry,
} from './entries.ts'
import { useRecent } from './recent.ts'

/** As many as anybody looks through; the next letter brings the others. */
const SHOWN = 50

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
 * soon as they are read: the state of the moment when it was opened, which is as long as anybody looks at it, in the
 * language of now: another one may be chosen in another window.
 */
export function usePalette(settings: () => readonly PaletteEntry[]) {
  const { me } = useSession()
  const query = ref('')
  const recent = useRecent(me.value)
  const reasons = blockedNow()
  const actions = computed(() => prepare([...actionEntries(reasons), ...settings()]))
  const read = shallowRef<[Conversation[], Template[]]>([[], []])
  void Promise.all([listEverybody(db), listTemplates(db)]).then((both) => (read.value = both))
  const stored = computed(() => {
    const [conversations, templates] = read.value
    return prepare([...templateEntries(templates), ...conversationEntries(conversations)])
  })

  const bonus = ({ key, blocked }: PaletteEntry) => {
    if (blocked !== '') return BLOCKED_LATER
    const at = recent.keys.indexOf(key)
    return at === -1 ? 0 : RECENT_FIRST * (1 - at / recent.keys.length)
  }
  const found = computed<Found<PaletteEntry>[]>(() => {
    const written = query.value.trim()
    const only = ONLY[written.charAt(0)]
    const all = [...actions.value, ...stored.value]
    const things = only ? all.filter(({ item }) => item.kind === only) : all
    return searchPalette(things, only ? written.slice(1) : written, SHOWN, bonus)
  })
  return { query, found, used: ({ key }: PaletteEntry) => recent.add(key) }
}
