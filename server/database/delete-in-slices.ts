import { setImmediate } from 'node:timers/promises'
import type { DeleteResult } from 'kysely'

/** Rows of one statement: node:sqlite is synchronous, and while a statement lasts nobody else is served. */
export const SLICE = 200

/** Runs a deletion of at most so many rows again and again, until there are none left. Others are served in between. */
export async function deleteInSlices(
  slice: (atMost: number) => { executeTakeFirst(): Promise<DeleteResult> },
): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await slice(SLICE).executeTakeFirst()
    await setImmediate()
    if (numDeletedRows < BigInt(SLICE)) return
  }
}
