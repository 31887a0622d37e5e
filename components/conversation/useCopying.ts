import { ref } from 'vue'
import type { TextKey } from '../../locales/catalogue.ts'
import { t } from '../../composables/words/i18n.ts'
import { messageLink } from '../../composables/links/message-link.ts'

/** Copies what an agent wants of a conversation, and has words for a live region of what came of it. */
export function useCopying(conversationId: string, serverUrl: () => string) {
  const said = ref('')
  async function copy(text: string, done: TextKey) {
    // Emptied first: the same words again would not be read out again.
    said.value = ''
    try {
      await navigator.clipboard.writeText(text)
      said.value = t(done)
    } catch {
      said.value = t('chat.notCopied')
    }
  }
  return {
    said,
    copyId: () => copy(conversationId, 'chat.copiedId'),
    copyText: (text: string) => copy(text, 'chat.copiedText'),
    /** A link to the message with this sequence. */
    copyLink: (seq: number) =>
      copy(messageLink(serverUrl(), { conversationId, seq }), 'chat.copiedLink'),
  }
}
