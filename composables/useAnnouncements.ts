import { t } from './i18n.ts'
import { ref, watch, type Ref } from 'vue'
import type { TimelineItem } from './timeline.ts'

/** Words for a live region: what came in while the conversation was open, one message at a time. */
export function useAnnouncements(items: Ref<TimelineItem[]>, customerName: string): Ref<string> {
  const said = ref('')
  let lastSeq: number | null = null
  watch(
    items,
    (now) => {
      const newest = now.findLast((item) => item.kind === 'message')
      if (newest?.kind !== 'message') return
      const { message, state } = newest
      const isNew = lastSeq !== null && message.seq > lastSeq
      lastSeq = message.seq
      if (!isNew || state !== null) return
      said.value = spoken(message.author, message.text, customerName)
    },
    { immediate: true },
  )
  return said
}

type Author = Extract<TimelineItem, { kind: 'message' }>['message']['author']

function spoken(author: Author, text: string, customerName: string): string {
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
