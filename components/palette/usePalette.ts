import type { Template } from '@baton/protocol/template.ts'
import { prepare, searchPalette, withoutSlips, type Found } from '@baton/domain/palette-search.ts'
import { computed, ref, shallowRef } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { useAgents } from '../live/useAgents.ts'
import { useListIndex } from '../live/useListIndex.ts'
import { useSession } from '../live/useSession.ts'
import {
  actionEntries,
  blockedNow,
  colleagueEntries,
  searchEntry,
  templateEntries,
  type PaletteEntry,
} from './entries.ts'
import { useRecent } from './recent.ts'
import { useConversationSearch } from './useConversationSearch.ts'
import { useMessageSearch } from './useMessageSearch.ts'

/** As many as anybody looks through; the next letter brings the others. */
const SHOWN = 60

/** Lifts what was used last over what fits alike, not over what fits better; what cannot be done comes behind it. */
const RECENT_FIRST = 12
const BLOCKED_LATER = -45

/** What the first character asks for; without one of these it is everything. */
const ONLY: Record<string, 'actions' | 'templates' | 'people'> = {
  '>': 'actions',
  '/': 'templates',
  '@': 'people',
}
/** What may be chosen again tomorrow. */
const REMEMBERED: Record<PaletteEntry['kind'], boolean> = {
  action: true,
  conversation: true,
  colleague: true,
  template: true,
  setting: true,
  message: false,
  search: false,
}
const NOBODY = new Map<string, number>()
const NOTHING = new Set<number>()

/** An entry as it is shown, with the places in its title that are marked. */
export type PaletteLine = Pick<Found<PaletteEntry>, 'item' | 'marked'>

/**
 * What the palette holds and finds, with `settings` among it. Actions are there at once, conversations, messages and
 * templates as soon as they are read and searched, in the language of now: another one may be chosen in another window.
 * Of the `lines` the last leads to the search of the list; `count` is how many were found beside it. `isThere`: whoever
 * fits by name is among them.
 */
export function usePalette(settings: () => readonly PaletteEntry[]) {
  const { db } = useWorld()
  const { me } = useSession()
  const query = ref('')
  const recent = useRecent(me.value)
  const reasons = blockedNow()
  const { agents } = useAgents()
  const list = useListIndex()
  const actions = computed(() => prepare(actionEntries(reasons)))
  const others = computed(() => prepare(settings()))
  const templates = shallowRef<Template[]>([])
  void listTemplates(db).then((all) => (templates.value = all))
  const stored = computed(() => prepare(templateEntries(templates.value)))
  const colleagues = computed(() =>
    prepare(colleagueEntries(agents.value ?? [], list.value?.index.counts().agents ?? NOBODY)),
  )

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
  /** What was typed, where this is among what it asks for; else null. */
  const textFor = (kind: 'actions' | 'templates' | 'people' | 'everything') => {
    const { only, text } = asked.value
    return only === undefined || only === kind ? text : null
  }
  const { found: conversations, isThere } = useConversationSearch(
    () => textFor('people'),
    SHOWN,
    (key) => bonus({ key, blocked: '' }),
  )
  const messages = useMessageSearch(() => textFor('everything'))
  const things = computed(() => {
    const all = [
      ...(textFor('actions') === null ? [] : actions.value),
      ...(textFor('everything') === null ? [] : others.value),
      ...(textFor('templates') === null ? [] : stored.value),
    ]
    return searchPalette(all, asked.value.text, SHOWN, bonus)
  })
  const people = computed(() => {
    const text = textFor('people')
    return text === null ? [] : searchPalette(colleagues.value, text, SHOWN, bonus)
  })
  /** All that fits, best first. Among equals conversations and then colleagues come last: sorting keeps the order given. */
  const found = computed<Found<PaletteEntry>[]>(() => {
    const named = inOrder([...things.value, ...conversations.value, ...people.value])
    const room = SHOWN - messages.value.length
    return inOrder(withoutSlips([...named.slice(0, room), ...messages.value]))
  })
  const lines = computed<PaletteLine[]>(() => {
    const text = textFor('people')?.trim() ?? ''
    return text === ''
      ? found.value
      : [...found.value, { item: searchEntry(text), marked: NOTHING }]
  })
  function used({ key, kind }: PaletteEntry) {
    if (REMEMBERED[kind]) recent.add(key)
  }
  return { query, lines, count: computed(() => found.value.length), isThere, used }
}

function inOrder(found: readonly Found<PaletteEntry>[]): Found<PaletteEntry>[] {
  return [...found].sort((a, b) => b.score - a.score)
}
