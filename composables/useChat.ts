import { useDocumentVisibility } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import { markRead } from '../db/commands/mark-read.ts'
import { db } from '../db/database.ts'
import { conversationMessages, MESSAGES_PAGE } from '../db/queries/conversation-messages.ts'
import type { Opening } from '../db/queries/open-conversation.ts'
import { getReadMark } from '../db/queries/get-read-mark.ts'
import { getReply } from '../db/queries/get-reply.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import { background } from './background.ts'
import { keptFrom, timeline, type TimelineItem } from './timeline.ts'
import { useAhead, withAhead } from './useAhead.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useNow } from './useNow.ts'
import { useSession } from './useSession.ts'
import { useTyping } from './useTyping.ts'
import { readAsStored, withUnwritten } from './useUnwritten.ts'

/** Everything the chat of one conversation shows. The conversation must stay the same one. */
export function useChat(
  id: string,
  conversation: () => Conversation,
  opening?: Pick<Opening, 'messages' | 'readMark'>,
) {
  const { me } = useSession()
  const now = useNow()
  const visibility = useDocumentVisibility()
  const limit = ref(MESSAGES_PAGE)
  /** Not before the list has said so: where it opens is for the unread to decide. */
  const atEnd = ref(false)
  const loading = ref(false)
  const historyFailed = ref(false)
  /** Set before the first mark is written, and again each time the panel is left. */
  const readUpTo = shallowRef<number | null>(null)

  const found = useLiveQuery(
    () => conversationMessages(db, id, limit.value),
    [limit],
    opening?.messages,
  )
  const heard = useAhead(id)
  const reply = useLiveQuery(() => getReply(db, id))
  const typing = useTyping(id, () => conversation().customer.name)
  const marked = ref(false)
  function begin(mark: ReadMark | null) {
    readUpTo.value = mark && mark.seq < conversation().lastSeq ? mark.seq : null
    marked.value = true
  }
  if (opening) begin(opening.readMark)
  const opened = opening ? Promise.resolve() : getReadMark(db, id).then(begin)
  const shown = computed(() => {
    const stored = found.value?.items ?? []
    const isEmpty = found.value !== undefined && conversation().lastSeq === 0
    return withUnwritten(id, withAhead(stored, heard.value, isEmpty))
  })

  watch(found, (now) => now && readAsStored(now.items), { flush: 'sync' })

  const items = computed<TimelineItem[]>((before) =>
    keptFrom(
      before ?? [],
      timeline({
        items: shown.value,
        reply: conversation().state === 'ai' ? (reply.value ?? null) : null,
        me: me.value,
        customerSeenSeq: conversation().customerSeenSeq,
        readUpTo: readUpTo.value,
        now: now.value,
      }),
    ),
  )

  watch(visibility, (state) => {
    if (state === 'hidden') readUpTo.value = conversation().lastSeq
  })
  // What comes while one reads further up begins under a line of its own; one that is there already stays.
  watch(
    () => conversation().lastSeq,
    (_now, before) => {
      if (!atEnd.value && (readUpTo.value ?? before) >= before) readUpTo.value = before
    },
  )
  watch(
    [() => conversation().lastSeq, visibility, atEnd, found],
    async () => {
      await opened
      if (visibility.value !== 'visible' || !atEnd.value || !found.value) return
      // A mark that could not be stored is set the next time: what is read stays counted as unread until then.
      await markRead(db, id, conversation().lastSeq).catch(() => undefined)
      background.kick()
    },
    { immediate: true },
  )

  /** What was there when one more page was asked for: until the answer, scrolling on asks for no other. */
  let grown: typeof found.value

  /** Shows a page more: from the database while it has one, then from the server. */
  async function loadOlder() {
    const page = found.value
    if (!page?.older || page === grown || loading.value) return
    if (page.fetchBefore !== null) {
      loading.value = true
      const reply = await background.loadHistory({ conversationId: id, before: page.fetchBefore })
      loading.value = false
      historyFailed.value = !reply.ok
      if (!reply.ok) return
    }
    grown = found.value
    limit.value += MESSAGES_PAGE
  }

  /** Shows as many as it takes for a message to be among them, from the database or the server. */
  async function reach(seq: number) {
    const wanted = conversation().lastSeq - seq + MESSAGES_PAGE
    loading.value = true
    for (;;) {
      const { fetchBefore } = await conversationMessages(db, id, wanted)
      if (fetchBefore === null || fetchBefore <= seq) break
      const reply = await background.loadHistory({ conversationId: id, before: fetchBefore })
      historyFailed.value = !reply.ok
      if (!reply.ok || !reply.data.more) break
    }
    loading.value = false
    limit.value = Math.max(limit.value, wanted)
  }

  return {
    items,
    reach,
    typing,
    atEnd,
    loading,
    historyFailed,
    loadOlder,
    /** Both what is to be shown and where the unread begins are known. */
    ready: computed(() => found.value !== undefined && marked.value),
    older: computed(() => (found.value?.older ?? false) && !historyFailed.value),
    retryHistory: () => {
      historyFailed.value = false
      return loadOlder()
    },
  }
}
