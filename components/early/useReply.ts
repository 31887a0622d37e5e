import type { ReplyStreaming } from '@baton/protocol/live.ts'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { onReplies } from '../../messaging/replies.ts'

/** Milliseconds without a word after which an answer is taken for ended: the background may have died. */
const SILENT_MS = 60_000

/** The answer that the AI is writing in a conversation, as far as it has come; null when there is none. */
export function useReply(conversationId: string): Readonly<ShallowRef<ReplyStreaming | null>> {
  const reply = shallowRef<ReplyStreaming | null>(null)
  let silent: ReturnType<typeof setTimeout> | undefined

  function forget() {
    clearTimeout(silent)
    reply.value = null
  }
  const stop = onReplies((news) => {
    if (news.kind === 'all-ended') forget()
    else if (news.reply.conversationId !== conversationId) return
    else if (news.kind === 'ended') {
      if (reply.value?.messageId === news.reply.messageId) forget()
    } else {
      clearTimeout(silent)
      silent = setTimeout(forget, SILENT_MS)
      reply.value = news.reply
    }
  })
  onScopeDispose(() => {
    stop()
    clearTimeout(silent)
  })
  return reply
}
