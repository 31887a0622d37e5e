import { FITS, placesIn, type Found } from '@baton/domain/palette-search.ts'
import { holdsAll, holdsAlmost, searchable, searchWords } from '@baton/domain/search-text.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import { isSearchable } from '@baton/protocol/search-limits.ts'
import { useTimeoutFn } from '@vueuse/core'
import { computed, getCurrentScope, onScopeDispose, shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import type { TextBlockRow } from '../../db/list-rows.ts'
import { searchMessages } from '../../db/queries/search-messages.ts'
import { useSession } from '../live/useSession.ts'
import { messageEntry, type PaletteEntry } from './entries.ts'

/** Milliseconds without a key before the copy is looked through: actions and people are found at once. */
const PAUSE_MS = 120
/** Messages shown; who needs more of them searches in the list. */
const SHOWN = 5
/** Conversations looked for: of the last block those that come first are not the newest. */
const CONVERSATIONS_MAX = 200

interface Hit {
  message: Message
  conversation: Conversation
}

/** The newest messages of this browser's copy that hold all words of a query, one a conversation; null asks for none. */
export function useMessageSearch(query: () => string | null) {
  const { db } = useWorld()
  const { me } = useSession()
  const words = computed(() => {
    const text = query() ?? ''
    return isSearchable(text) ? searchWords(text) : []
  })
  const hits = shallowRef<readonly Hit[]>([])
  /** Blocks of texts, for as long as the palette is open. */
  const kept = new Map<number, TextBlockRow>()
  let searches = 0
  if (getCurrentScope()) onScopeDispose(() => (searches += 1))

  const pause = useTimeoutFn(() => void look(searches), PAUSE_MS, { immediate: false })
  watch(
    () => words.value.join(' '),
    () => {
      searches += 1
      pause.start()
    },
    { immediate: true },
  )

  async function look(search: number): Promise<void> {
    const isOver = () => search !== searches
    const newest = await searchMessages(db, words.value, CONVERSATIONS_MAX, kept, isOver)
    if (isOver()) return
    const messages = newest.slice(0, SHOWN)
    const ids = messages.map(({ conversationId }) => conversationId)
    const conversations = await db.conversations.bulkGet(ids)
    if (isOver()) return
    hits.value = messages.flatMap((message, n) => {
      const conversation = conversations[n]
      return conversation ? { message, conversation } : []
    })
  }

  // Until those of the next letter are found, those stay that hold it too.
  return computed<Found<PaletteEntry>[]>(() => {
    const exactly = hits.value.filter(({ message }) => holdsAll(textOf(message), words.value))
    if (exactly.length > 0) return exactly.map((hit) => shown(hit, FITS.moreHolds))
    return hits.value
      .filter(({ message }) => holdsAlmost(textOf(message), words.value))
      .map((hit) => shown(hit, FITS.slip))
  })

  function shown({ message, conversation }: Hit, fit: number): Found<PaletteEntry> {
    const item = messageEntry(message, conversation, words.value, me.value)
    const marked = placesIn(item.title, words.value.join(' '))
    return { item, fit, score: fit, marked }
  }
}

function textOf({ text }: Message): string {
  return searchable(text)
}
