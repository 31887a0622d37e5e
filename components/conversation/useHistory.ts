import { computed, ref, shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { KeptMessages } from '../../db/kept-messages.ts'
import {
  conversationMessages,
  MESSAGES_PAGE,
  type ConversationMessages,
} from '../../db/queries/conversation-messages.ts'
import { messagesAround, type Span } from '../../db/queries/messages-around.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** Messages before the end up to which a message is shown with all that was said since. */
const NEAR = 4 * MESSAGES_PAGE
/** Messages on either side of one further up: together a page of the server's. */
const AROUND = MESSAGES_PAGE

/** Which way messages are loaded. */
export type Way = 'older' | 'newer'

/**
 * Which messages of a conversation are shown: the newest ones, or those around one that somebody went to. Either grows by
 * a page at a time, from the database while it has one and then from the server. `lastSeq` is the newest there is.
 */
export function useHistory(id: string, lastSeq: () => number, opened?: ConversationMessages) {
  const { db, background } = useWorld()
  const limit = ref(MESSAGES_PAGE)
  /** Null while the newest are shown. */
  const span = shallowRef<Span | null>(null)
  const loading = ref<Way | null>(null)
  const failed = ref<Way | null>(null)
  const kept = new KeptMessages()
  const found = useLiveQuery(
    () =>
      span.value
        ? messagesAround(db, id, span.value)
        : conversationMessages(db, id, limit.value, undefined, kept),
    [limit, span],
    opened,
  )
  /** What was there when one more page was asked for: until the answer, scrolling on asks for no other. */
  let grown: typeof found.value
  /** What is done again after it failed. */
  let again = loadOlder
  /** Rises with each place that is gone to: what is still being fetched for another is not shown any more. */
  let place = 0

  // The database was emptied, or what nobody has read for long went out of it.
  watch(found, (now) => now?.newer && now.items.length === 0 && toLatest(), { flush: 'sync' })

  /** Has the page before a sequence fetched; tells whether that is still wanted, and went well. */
  async function fetched(before: number, way: Way, retry: () => Promise<void>): Promise<boolean> {
    const from = place
    loading.value = way
    const reply = await background.ask('load:history', { conversationId: id, before })
    if (from !== place) return false
    loading.value = null
    failed.value = reply.ok ? null : way
    again = retry
    return reply.ok
  }

  /** Shows a page more of what was said before. */
  async function loadOlder() {
    const page = found.value
    if (!page?.older || page === grown || loading.value) return
    const { value: part } = span
    if (part) {
      grown = page
      return show({ ...part, from: Math.max(1, part.from - MESSAGES_PAGE) }, 'older')
    }
    const before = page.fetchBefore
    if (before !== null && !(await fetched(before, 'older', loadOlder))) return
    grown = found.value
    limit.value += MESSAGES_PAGE
  }

  /** Shows a page more of what was said after, where that is not the end. */
  async function loadNewer() {
    const { value: part } = span
    if (!part || found.value === grown || loading.value) return
    grown = found.value
    await show({ ...part, to: Math.min(lastSeq(), part.to + MESSAGES_PAGE) }, 'newer')
  }

  /** Goes to a message, 0 being none: near the end it is shown with all that follows, further up with what lies around it. */
  async function reach(seq: number) {
    const isHere = found.value?.items.some(
      (item) => item.kind === 'message' && item.message.seq === seq,
    )
    if (isHere || seq < 1 || seq > lastSeq()) return
    place += 1
    loading.value = null
    failed.value = null
    if (lastSeq() - seq < NEAR) return showFrom(seq)
    await show({ at: seq, from: Math.max(1, seq - AROUND + 1), to: seq + AROUND }, 'older')
  }

  /** Shows all from a page before a message on. */
  async function showFrom(seq: number) {
    const from = place
    const wanted = lastSeq() - seq + MESSAGES_PAGE
    for (let asked = 0; ;) {
      const { fetchBefore } = await conversationMessages(db, id, wanted)
      if (from !== place) return
      if (fetchBefore === null || fetchBefore <= seq || fetchBefore === asked) break
      asked = fetchBefore
      if (!(await fetched(asked, 'older', () => showFrom(seq)))) break
    }
    if (from !== place) return
    limit.value = Math.max(limit.value, wanted)
    span.value = null
  }

  /** Shows a part as soon as its heart is here, and the rest as it comes. Where it meets the end it is the newest again. */
  async function show(part: Span, way: Way) {
    const from = place
    for (let asked = 0; ;) {
      const { items, fetchBefore } = await messagesAround(db, id, part)
      if (from !== place) return
      const newest = items.at(-1)
      if (newest?.kind === 'message' && newest.message.seq >= lastSeq()) {
        limit.value = lastSeq() - part.from + 1
        span.value = null
        return
      }
      if (newest) span.value = part
      if (fetchBefore === null || fetchBefore === asked) return
      asked = fetchBefore
      if (!(await fetched(asked, way, () => show(part, way)))) return
    }
  }

  /** Shows the newest again. */
  function toLatest() {
    if (!span.value) return
    place += 1
    loading.value = null
    failed.value = null
    limit.value = MESSAGES_PAGE
    span.value = null
  }

  return {
    found,
    loading,
    failed,
    older: computed(() => (found.value?.older ?? false) && failed.value !== 'older'),
    /** Whether what is shown ends before the newest. */
    newer: computed(() => found.value?.newer ?? false),
    loadOlder,
    loadNewer,
    reach,
    toLatest,
    retry: () => {
      failed.value = null
      return again()
    },
  }
}
