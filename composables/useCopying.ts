import { ref } from 'vue'
import type { TextKey } from '../locales/english.ts'
import { t } from './i18n.ts'

/** Copies texts, and has words for a live region of what came of it. */
export function useCopying() {
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
  return { said, copy }
}
