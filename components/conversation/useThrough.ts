import type { Conversation } from '@baton/protocol/conversation.ts'
import { computed } from 'vue'
import { carrierNames } from '../../composables/words/carriers.ts'
import { downWords } from '../../composables/words/down-words.ts'
import { t } from '../../composables/words/i18n.ts'
import { useCarriers } from '../live/useCarriers.ts'
import { useNow } from '../live/useNow.ts'

/** Through whose bot and channel a conversation goes, and what agents must know of them. */
export function useThrough(conversation: () => Conversation) {
  const carriersOf = useCarriers()
  const now = useNow()
  const carriers = computed(() => carriersOf(conversation()))
  return {
    /** Both names in a few words; empty in Baton's own chat with its own AI. */
    through: computed(() => {
      const label = carriers.value.bot?.watchOnly ? t('list.watchOnly') : ''
      return [carrierNames(carriers.value), label].filter(Boolean).join(' · ')
    }),
    /** Which of them is down, in a sentence each; empty while both answer. */
    down: computed(() => {
      const { bot, channel } = carriers.value
      return [...new Set([bot, channel])]
        .flatMap((one) => (one && !one.removed ? downWords(one, now.value) : []))
        .filter(Boolean)
        .join(' · ')
    }),
    /** What the AI is called; undefined where it is Baton's own. */
    aiName: computed(() => carriers.value.bot?.name),
    /** Whether the channel reports what becomes of messages. */
    receipts: computed(() => carriers.value.channel?.givesReceipts ?? false),
  }
}
