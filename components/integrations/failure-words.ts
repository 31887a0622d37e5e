import type { AskFailure } from '@baton/protocol/errors.ts'
import { INTEGRATIONS_MAX, KEYS_MAX } from '@baton/protocol/integration.ts'
import { t } from '../../composables/words/i18n.ts'
import { moveSentence } from '../../composables/words/move-sentence.ts'

/** What to tell an admin whose change of an integration or a key was not made. */
export function failureWords(failure: AskFailure, asked: 'make' | 'make-key' | 'other'): string {
  const { code } = failure
  if (code === 'offline') return t('integrations.failOffline')
  if (code === 'no-answer') return t('integrations.failNoAnswer')
  if (code === 'forbidden') return t('integrations.failForbidden')
  if (code === 'not-found') return t('integrations.failGone')
  if (code === 'invalid' && asked === 'make') {
    return t('integrations.failFull', { count: INTEGRATIONS_MAX })
  }
  if (code === 'invalid' && asked === 'make-key') {
    return t('integrations.failKeysFull', { count: KEYS_MAX })
  }
  return moveSentence(failure, 'other')
}
