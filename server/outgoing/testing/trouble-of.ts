import type { OutgoingTrouble } from '@baton/protocol/outgoing.ts'
import { OutgoingError } from '../outgoing-error.ts'

/** What came of a request: `none` when it was answered. Other errors are thrown. */
export async function troubleOf(work: Promise<unknown>): Promise<OutgoingTrouble | 'none'> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof OutgoingError) return error.trouble
    throw error
  }
}
