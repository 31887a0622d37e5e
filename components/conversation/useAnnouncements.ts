import { beginningOf } from '@baton/domain/beginning-of.ts'
import { LOOKED_AT, lineSaidBy } from '@baton/domain/plain-line.ts'
import { ref, watch, type Ref } from 'vue'
import { t } from '../../composables/words/i18n.ts'
import { saidText } from '../message/said-text.ts'
import type { TimelineItem } from '../message/timeline.ts'

/** Characters of a message that are read out: who wants more of it goes there. */
const READ_OUT = 240

type Said = Extract<TimelineItem, { kind: 'message' }>

/**
 * Words for a live region: what others wrote while the conversation was open. Of several at once the last is read and
 * the others counted, and a long one is begun only; an AI reply is read when it is finished, not as it streams.
 */
export function useAnnouncements(items: Ref<TimelineItem[]>, customerName: string): Ref<string> {
  const said = ref('')
  let lastSeq: number | null = null
  watch(
    items,
    (now) => {
      const messages = now.filter((item): item is Said => item.kind === 'message')
      const newest = messages.at(-1)
      const before = lastSeq
      // Who reads far above has heard of what came before they went there.
      lastSeq = newest ? Math.max(before ?? 0, newest.message.seq) : null
      if (before === null) return
      const fresh = messages.filter(({ message, state }) => message.seq > before && state === null)
      const last = fresh.at(-1)
      if (!last) return
      const text = spoken(last.message.author, shortened(last.message), customerName)
      said.value = fresh.length === 1 ? text : t('chat.newestOf', { count: fresh.length, text })
    },
    { immediate: true },
  )
  return said
}

function shortened(message: Said['message']): string {
  const { author } = message
  const said = saidText(message)
  const text = lineSaidBy(author, said)
  const whole = text.length <= READ_OUT && said.length <= LOOKED_AT
  return whole ? text : `${beginningOf(text, READ_OUT)}…`
}

function spoken(author: Said['message']['author'], text: string, customerName: string): string {
  switch (author.kind) {
    case 'customer':
      return t('chat.says', { name: customerName, text })
    case 'ai':
      return t('chat.says', { name: t('common.aiAgent'), text })
    case 'agent':
      return t('chat.says', { name: author.name, text })
    case 'system':
      return text
  }
}
