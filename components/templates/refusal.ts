import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { TextKey } from '../../locales/catalogue.ts'
import { t } from '../../composables/words/i18n.ts'

/** What else a change can be refused for, is said in one way: the agent can only try again or give it up. */
const REASONS: Partial<Record<ErrorCode, TextKey>> = {
  forbidden: 'manager.refusedForbidden',
  'not-found': 'manager.refusedGone',
  'too-large': 'manager.refusedFile',
  'wrong-type': 'manager.refusedFile',
  'no-space': 'manager.refusedNoSpace',
  'upload-limit': 'manager.refusedUploadLimit',
}

/** Why a change of a template was not stored, and what to do. */
export function refusalSentence(code: ErrorCode): string {
  return t(REASONS[code] ?? 'manager.refused')
}
