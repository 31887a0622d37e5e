import { NAME_MAX } from '@baton/protocol/primitives.ts'
import { ref, watch } from 'vue'
import { t } from '../../composables/words/i18n.ts'

/** A name that is being written, and what is wrong with it; empty while nothing is. */
export function useName(before = '') {
  const name = ref(before)
  const mistake = ref('')
  watch(name, () => (mistake.value = ''))

  /** The name without blanks around it; null, with the mistake told, if it cannot be one. */
  function take(): string | null {
    const wanted = name.value.trim()
    if (wanted === '') mistake.value = t('integrations.nameMissing')
    else if (wanted.length > NAME_MAX) {
      mistake.value = t('integrations.nameLong', { count: NAME_MAX })
    } else return wanted
    return null
  }
  return { name, mistake, take }
}
