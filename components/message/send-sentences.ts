import type { ErrorCode } from '@baton/protocol/errors.ts'
import { t } from '../../composables/words/i18n.ts'

/** Why a message of mine was not delivered, and what to do. */
export function sendSentence(code: ErrorCode): string {
  switch (code) {
    case 'stale-epoch':
    case 'stale-version':
    case 'already-taken':
    case 'wrong-state':
      return t('sending.unsentNotMine')
    case 'forbidden':
      return t('sending.unsentForbidden')
    case 'not-found':
    case 'agent-gone':
      return t('sending.unsentGone')
    case 'invalid':
      return t('sending.unsentInvalid')
    case 'id-reused':
    case 'changed-meanwhile':
      return t('sending.unsentReused')
    case 'too-large':
      return t('sending.unsentTooLarge')
    case 'wrong-type':
      return t('sending.unsentWrongType')
    case 'no-space':
      return t('sending.unsentNoSpace')
    case 'upload-limit':
      return t('sending.unsentUploadLimit')
    case 'signed-out':
    case 'identity-expired':
      return t('sending.unsentSignedOut')
    case 'protocol-mismatch':
      return t('sending.unsentVersions')
    case 'rate-limited':
      return t('sending.unsentTooMany')
    case 'overloaded':
    case 'internal':
    case 'cannot-store':
    case 'cursor-unknown':
    case 'too-far-behind':
      return t('sending.unsentServer')
  }
}

/** What is asked before a message goes out that was written without having seen these many of others. */
export function heldSentence(unseen: number): string {
  return unseen === 0 ? t('sending.held') : t('sending.heldSome', { count: unseen })
}
