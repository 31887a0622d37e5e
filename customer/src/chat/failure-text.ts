import type { ErrorCode } from '@baton/protocol/errors.ts'
import { words } from '../words/page-words.ts'

/** Why a message was not taken, and what to do, in the customer's words. */
export function failureText(code: ErrorCode | null): string {
  if (code === 'invalid') return words.notSentInvalid
  if (code === 'too-large') return words.notSentTooLarge
  if (code === 'wrong-type') return words.notSentWrongType
  if (code === 'no-space') return words.notSentNoSpace
  if (code === 'upload-limit') return words.notSentUploadLimit
  if (code === 'forbidden' || code === 'not-found') return words.notSentClosed
  return words.notSent
}
