import { computed, ref, shallowRef, watch } from 'vue'
import { markRead } from '../../db/commands/mark-read.ts'
import { useWorld } from '../../composables/world.ts'
import { countUnseen } from '../../db/queries/count-unseen.ts'
import type { Opening } from '../../db/queries/open-conversation.ts'
import { getReadMark } from '../../db/queries/get-read-mark.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import { keptFrom, timeline, type TimelineItem } from '../message/timeline.ts'
import { useEarlyMessages } from '../early/useEarlyMessages.ts'
import { useHistory } from './useHistory.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useLooking } from '../live/useLooking.ts'
import { useNow } from '../live/useNow.ts'
import { useSession } from '../live/useSession.ts'
import { customerName } from '../../composables/words/customer-name.ts'
import { useTyping } from './useTyping.ts'

/** Everything the chat of one conversation shows. The conversation must stay the same one. */
export function useChat(
  id: string,
  conversation: () => Conversation,
  opening?: Pick<Opening, 'messages' | 'readMark'>,
) {
  const { db, background } = useWorld()
  const { me } = useSession()
  const now = useNow()
  const { looking, signs } = useLooking()
  /** Not before the list has said so: where it opens is for the unread to decide. */
  const atEnd = ref(false)
  /** Set before the first mark is written, and again each time nobody looks any more. */
  const readUpTo = shallowRef<number | null>(null)

  const history = useHistory(id, () => conversation().lastSeq, opening?.messages)
  const { found, toLatest } = history
  const early = useEarlyMessages(id, {
    items: () => found.value?.items,
    endsEarly: () => history.newer.value,
    isEmpty: () => conversation().lastSeq === 0,
    mayReply: () => conversation().state === 'ai',
  })
  const typing = useTyping(id, () => customerName(conversation().customer))
  const marked = ref(false)
  /** Up to where it is marked as read. */
  let read = 0
  function begin(mark: ReadMark | null) {
    read = mark?.seq ?? 0
    readUpTo.value = mark && mark.seq < conversation().lastSeq ? mark.seq : null
    marked.value = true
  }
  if (opening) begin(opening.readMark)
  const opened = opening ? Promise.resolve() : getReadMark(db, id).then(begin)

  /** What others wrote since, while one reads further up. */
  const missed = useLiveQuery(
    async () =>
      history.newer.value
        ? countUnseen(db, { conversationId: id, seenSeq: read, account: me.value })
        : 0,
    [history.newer],
  )

  const items = computed<TimelineItem[]>((before) =>
    keptFrom(
      before ?? [],
      timeline({
        items: early.items.value,
        reply: early.reply.value,
        me: me.value,
        customerSeenSeq: conversation().customerSeenSeq,
        readUpTo: readUpTo.value,
        now: now.value,
      }),
    ),
  )

  watch(looking, (now) => {
    const { lastSeq } = conversation()
    if (!now && read >= lastSeq) readUpTo.value = lastSeq
  })
  // What comes while one reads further up begins under a line of its own; one that is there already stays.
  watch(
    () => conversation().lastSeq,
    (_now, before) => {
      if (!atEnd.value && (readUpTo.value ?? before) >= before) readUpTo.value = before
    },
  )
  async function markShown() {
    await opened
    if (!atEnd.value || history.newer.value || !found.value) return
    const { lastSeq } = conversation()
    // A mark that could not be stored is set the next time: what is read stays counted as unread until then.
    await markRead(db, id, lastSeq).then(
      () => (read = lastSeq),
      () => undefined,
    )
    background.kick()
  }
  watch([() => conversation().lastSeq, looking, atEnd, found], () => looking.value && markShown(), {
    immediate: true,
  })
  // A sign of somebody is one for what is shown by then, not for what comes.
  watch(signs, () => conversation().lastSeq > read && markShown())

  // Who writes is at the end, wherever they read before.
  watch(early.writes, (writes) => {
    if (!writes || !history.newer.value) return
    atEnd.value = true
    toLatest()
  })

  return {
    ...history,
    items,
    /** Where older ones are shown that others come after: how many of those nobody here has seen. */
    newer: computed(() => (history.newer.value ? (missed.value ?? 0) : null)),
    typing,
    atEnd,
    /** Both what is to be shown and where the unread begins are known. */
    ready: computed(() => found.value !== undefined && marked.value),
  }
}
