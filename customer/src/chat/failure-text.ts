import type { ErrorCode } from '@baton/protocol/errors.ts'

/** Why a message was not taken, and what to do, in the customer's words. */
export function failureText(code: ErrorCode | null): string {
  if (code === 'invalid') return 'Not sent: the message is empty or too long.'
  if (code === 'forbidden' || code === 'not-found') return 'Not sent: this chat has been closed.'
  return 'Not sent. Your message is kept here.'
}
