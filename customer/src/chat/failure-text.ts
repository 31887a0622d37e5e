import type { ErrorCode } from '@baton/protocol/errors.ts'

/** Why a message was not taken, and what to do, in the customer's words. */
export function failureText(code: ErrorCode | null): string {
  if (code === 'invalid') return 'Not sent: the message is empty or too long.'
  if (code === 'too-large') return 'Not sent: a file is too large.'
  if (code === 'wrong-type') return 'Not sent: a file is not of a kind that can be sent here.'
  if (code === 'no-space') return 'Not sent: there is no room for files at the moment.'
  if (code === 'forbidden' || code === 'not-found') return 'Not sent: this chat has been closed.'
  return 'Not sent. Your message is kept here.'
}
