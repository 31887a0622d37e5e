import {
  holdsAll,
  holdsAlmost,
  SEARCH_MAX,
  searchable,
  searchWords,
} from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import { isSearchable, SEARCH_LIMIT_MAX } from '@baton/protocol/search-limits.ts'
import { useTimeoutFn } from '@vueuse/core'
import { computed, shallowRef, watch, type Ref } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { searchMessages } from '../../db/queries/search-messages.ts'
import type { TextBlockRow } from '../../db/list-rows.ts'

/** Conversations shown for a search of messages: who needs more of them types another word. */
const SHOWN_MAX = 200
/** Milliseconds without a key before the server is asked; the local copy is asked at once. */
const SERVER_PAUSE_MS = 250

/** How far a search has come: the local copy always answers, the server may not. */
export type SearchProgress = 'none' | 'searching' | 'done' | 'offline' | 'failed'

/** The messages that hold all words of a search: those here at once, those only the server has after a moment. */
export function useSearch(query: Ref<string>, online: Ref<boolean>) {
  const { db, background } = useWorld()
  const words = computed(() => searchWords(query.value))
  /** Of each conversation the newest message found, newest first. */
  const found = shallowRef<ReadonlyMap<string, Message>>(new Map())
  const progress = shallowRef<SearchProgress>('none')
  let searches = 0
  /** Blocks of texts, for as long as something is searched for. */
  let kept = new Map<number, TextBlockRow>()

  const pause = useTimeoutFn(() => void askServer(searches), SERVER_PAUSE_MS, { immediate: false })

  watch(
    [() => words.value.join(' '), online],
    async () => {
      searches += 1
      const search = searches
      pause.stop()
      progress.value = words.value.length === 0 ? 'none' : 'searching'
      if (words.value.length === 0) kept = new Map()
      const isOver = () => search !== searches
      const here = await searchMessages(db, words.value, SHOWN_MAX, kept, isOver)
      if (isOver()) return
      found.value = newestOfEach(here)
      if (words.value.length === 0) return
      if (!online.value) progress.value = 'offline'
      else if (!isSearchable(query.value)) progress.value = 'done'
      else pause.start()
    },
    { immediate: true },
  )

  async function askServer(search: number) {
    const text = query.value.trim().slice(0, SEARCH_MAX)
    // Conversations found by their customers are in the copy then, and in the list like all others.
    const [reply, named] = await Promise.all([
      background.ask('search:messages', { query: text, limit: SEARCH_LIMIT_MAX }),
      background.ask('search:conversations', { query: text, limit: SEARCH_LIMIT_MAX }),
    ])
    if (search !== searches) return
    if (!reply.ok) {
      progress.value = reply.error.code === 'offline' ? 'offline' : 'failed'
      return
    }
    // The server's words are told apart otherwise: what does not hold what was typed could not be marked.
    const theirs = reply.data.messages.filter(({ text }) =>
      holdsAlmost(searchable(text), words.value),
    )
    const all = [...found.value.values(), ...theirs]
    // What fits but for a mistake is shown for want of anything better.
    const exact = all.filter(holdsWords)
    found.value = newestOfEach(exact.length > 0 ? exact : all)
    progress.value = named.ok ? 'done' : named.error.code === 'offline' ? 'offline' : 'failed'
  }
  /** Whether nothing that was found holds the words as they were typed. */
  const mistaken = computed(() => ![...found.value.values()].some(holdsWords))

  function holdsWords({ text }: Message): boolean {
    return holdsAll(searchable(text), words.value)
  }
  return { words, found, mistaken, progress }
}

function newestOfEach(messages: readonly Message[]): Map<string, Message> {
  const newestFirst = [...messages].sort((a, b) => b.at - a.at || b.seq - a.seq)
  const newest = new Map<string, Message>()
  for (const message of newestFirst) {
    if (!newest.has(message.conversationId)) newest.set(message.conversationId, message)
  }
  return newest
}
