import type { OutboxRow } from './rows.ts'

/**
 * Whether a message of mine can be taken back at a time (ms since 1970), and so must not be sent yet. A clock that
 * was turned back meanwhile must not hold it for hours: then it goes out.
 */
export function mayBeTakenBack(
  { status, notBefore, createdAt }: Pick<OutboxRow, 'status' | 'notBefore' | 'createdAt'>,
  now: number,
): boolean {
  return status === 'queued' && notBefore !== null && createdAt <= now && now < notBefore
}
