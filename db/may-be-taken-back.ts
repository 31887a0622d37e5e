import type { OutboxRow } from './rows.ts'

/**
 * Whether a message of mine can still be undone at a time (ms since 1970), and so must not be sent yet. If the clock
 * was set back meanwhile, the message is sent rather than held for hours.
 */
export function mayBeTakenBack(
  { status, notBefore, createdAt }: Pick<OutboxRow, 'status' | 'notBefore' | 'createdAt'>,
  now: number,
): boolean {
  return status === 'queued' && notBefore !== null && createdAt <= now && now < notBefore
}
