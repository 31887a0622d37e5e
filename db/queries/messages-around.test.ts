// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../../tests/support/property.ts'
import { BatonDatabase } from '../database.ts'
import { aMessage, testId } from '../testing/builders.ts'
import { messagesAround } from './messages-around.ts'

const ID = testId('conversation', 1)
const LAST = 40
let databases = 0

async function withMessages(seqs: Iterable<number>) {
  databases += 1
  const db = new BatonDatabase(`around-${databases}`)
  await db.messages.bulkPut([...seqs].map((n) => aMessage(n, { seq: n, conversationId: ID })))
  return db
}

test('whatever is here, what is shown has no hole, and what is fetched fills the part', async () => {
  const holes = fc.uniqueArray(fc.integer({ min: 1, max: LAST }), { maxLength: LAST })
  const at = fc.integer({ min: 1, max: LAST })
  const side = fc.integer({ min: 0, max: 15 })
  /** A page of the server's, which may be cut short by what fits into a frame. */
  const pages = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 })
  await fc.assert(
    fc.asyncProperty(holes, at, side, side, pages, async (here, heart, below, above, sizes) => {
      const db = await withMessages(here)
      const part = {
        at: heart,
        from: Math.max(1, heart - below),
        to: Math.min(LAST, heart + above),
      }
      for (let asks = 0; ; asks += 1) {
        const { items, older, newer, fetchBefore } = await messagesAround(db, ID, part)
        const seqs = items.map((item) => (item.kind === 'message' ? item.message.seq : 0))
        const first = seqs[0] ?? 0
        expect(seqs).toEqual(seqs.map((_seq, n) => first + n))
        if (seqs.length > 0) expect(seqs).toContain(heart)
        expect(newer).toBe(true)
        if (fetchBefore === null) {
          expect([first, seqs.at(-1)]).toEqual([part.from, part.to])
          expect(older).toBe(part.from > 1)
          break
        }
        // Each page brings what was not here.
        expect(asks).toBeLessThan(LAST)
        expect(await db.messages.get(testId('message', fetchBefore - 1))).toBeUndefined()
        const size = sizes[asks % sizes.length] ?? 1
        const page = Array.from({ length: size }, (_, n) => fetchBefore - 1 - n)
        await db.messages.bulkPut(
          page.filter((n) => n > 0).map((n) => aMessage(n, { seq: n, conversationId: ID })),
        )
      }
      db.close()
    }),
    { numRuns: 60 },
  )
})
