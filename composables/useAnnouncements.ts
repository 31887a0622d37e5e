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
      said.value = `${who(message.author, customerName)}${message.text}`
    },
    { immediate: true },
  )
  return said
}

type Author = Extract<TimelineItem, { kind: 'message' }>['message']['author']

function who(author: Author, customerName: string): string {
  switch (author.kind) {
    case 'customer':
      return `${customerName}: `
    case 'ai':
      return 'AI Agent: '
    case 'agent':
      return `${author.name}: `
    case 'system':
      return ''
  }
}
