import type { ErrorCode } from '@baton/protocol/errors.ts'
import { t } from './i18n.ts'

/** Why a message of mine was not delivered, and what to do. */
export function sendSentence(code: ErrorCode): string {
  switch (code) {
    case 'stale-epoch':
    case 'stale-version':
    case 'already-taken':
    case 'wrong-state':
      return t('states.unsentNotMine')
    case 'forbidden':
      return t('states.unsentForbidden')
    case 'not-found':
    case 'agent-gone':
      return t('states.unsentGone')
    case 'invalid':
      return t('states.unsentInvalid')
    case 'id-reused':
    case 'changed-meanwhile':
      return t('states.unsentReused')
    case 'too-large':
      return t('states.unsentTooLarge')
    case 'wrong-type':
      return t('states.unsentWrongType')
    case 'no-space':
      return t('states.unsentNoSpace')
    case 'upload-limit':
      return t('states.unsentUploadLimit')
    case 'signed-out':
    case 'identity-expired':
      return t('states.unsentSignedOut')
    case 'protocol-mismatch':
      return t('states.unsentVersions')
    case 'rate-limited':
      return t('states.unsentTooMany')
    case 'overloaded':
    case 'internal':
    case 'cannot-store':
    case 'cursor-unknown':
    case 'too-far-behind':
      return t('states.unsentServer')
  }
}

/** What is asked before a message goes out that was written without having seen these many of others. */
export function heldSentence(unseen: number): string {
  return unseen === 0 ? t('states.held') : t('states.heldSome', { count: unseen })
}
