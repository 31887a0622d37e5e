import { computed, watch, type ComputedRef } from 'vue'
import type { ReplyStreaming } from '@baton/protocol/live.ts'
import type { ChatItem } from '../../db/queries/conversation-messages.ts'
import { useAhead, withAhead } from './useAhead.ts'
import { useReply } from './useReply.ts'
import { readAsStored, unwrittenIn, withUnwritten } from './useUnwritten.ts'

/** What is known of a conversation from the database. */
export interface StoredChat {
  /** What is stored of the part that is shown; undefined until it is read. */
  items: () => readonly ChatItem[] | undefined
  /** Whether that part ends before the newest message: nothing is added to it then. */
  endsEarly: () => boolean
  /** Whether the conversation has no message at all. */
  isEmpty: () => boolean
  /** Whether the AI may be writing. */
  mayReply: () => boolean
}

/** A chat as it is painted: with what is not stored yet. */
export interface EarlyMessages {
  /** What is stored, then what the background has just heard, then what I am writing to the outbox. */
  items: ComputedRef<readonly ChatItem[]>
  /** The reply that the AI is writing, until it comes as a message. */
  reply: ComputedRef<ReplyStreaming | null>
  /** Whether a message of mine is on its way into the outbox. */
  writes: ComputedRef<boolean>
}

/** Adds to the stored messages of a conversation what is painted before it is stored. */
export function useEarlyMessages(conversationId: string, stored: StoredChat): EarlyMessages {
  const heard = useAhead(conversationId)
  const streaming = useReply(conversationId)

  watch(stored.items, (now) => now && readAsStored(now), { flush: 'sync' })

  const items = computed(() => {
    const known = stored.items()
    if (stored.endsEarly()) return known ?? []
    const isEmpty = known !== undefined && stored.isEmpty()
    return withUnwritten(conversationId, withAhead(known ?? [], heard.value, isEmpty))
  })
  /** Told late, after its message was: showing both would double it. */
  const reply = computed(() => {
    const { value } = streaming
    if (stored.endsEarly() || !value || !stored.mayReply()) return null
    return items.value.some(({ id }) => id === value.messageId) ? null : value
  })
  return { items, reply, writes: computed(() => unwrittenIn(conversationId).length > 0) }
}
