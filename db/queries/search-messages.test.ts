// @vitest-environment node
import { holdsAll, holdsAlmost, searchable, searchWords } from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { joinTextBlocks } from '../commands/join-text-blocks.ts'
import { putMessages } from '../commands/put-messages.ts'
import { BatonDatabase } from '../database.ts'
import { aMessage, testId } from '../testing/builders.ts'
import { searchMessages } from './search-messages.ts'

let databases = 0
function startDatabase() {
  databases += 1
  return new BatonDatabase(`search-${databases}`)
}

function message(n: number, conversation: number, text: string): Message {
  return aMessage(n, { conversationId: testId('conversation', conversation), text, at: n })
}
const seqs = async (db: BatonDatabase, query: string, limit = 50) =>
  (await searchMessages(db, searchWords(query), limit)).map(({ seq }) => seq)

test('of each conversation the newest message that holds all words, newest first', async () => {
  const db = startDatabase()
  await putMessages(db, [message(1, 1, 'A refund,\nplease'), message(2, 1, 'Réfund of the CARD')])
  await putMessages(db, [message(3, 2, 'my refund'), message(4, 3, 'my card')])
  await putMessages(db, [
    { ...message(5, 4, 'refund'), author: { kind: 'system', event: 'resolved' } },
  ])
  expect(await seqs(db, 'refund')).toEqual([3, 2])
  expect(await seqs(db, 'card refu')).toEqual([2])
  expect(await seqs(db, 'refund', 1)).toEqual([3])
  expect(await seqs(db, 'nothing')).toEqual([])
  expect(await seqs(db, '  ')).toEqual([])
})

const anyText = fc
  .array(fc.constantFrom('card', 'refund', 'my', 'é', 'Card', '\n', ' ', 'late'), { maxLength: 6 })
  .map((parts) => parts.join(''))

test('however texts came and were put together, what holds the words is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.tuple(fc.nat({ max: 4 }), anyText), { maxLength: 5 }), { maxLength: 6 }),
      fc.constantFrom('card', 'ard', 'my card', 'crad', 'my refnud', 'e', 'refund late'),
      async (batches, query) => {
        const db = startDatabase()
        const newest = new Map<string, number>()
        const almost = new Map<string, number>()
        let n = 0
        for (const [index, batch] of batches.entries()) {
          const messages = batch.map(([conversation, text]) => message(++n, conversation, text))
          // What is pulled again comes again.
          for (let times = 0; times <= index % 2; times++) await putMessages(db, messages)
          if (index % 3 === 2) await joinTextBlocks(db, 1)
          for (const { text, conversationId, seq } of messages) {
            const line = searchable(text).replace(/\s+/g, ' ')
            if (holdsAll(line, searchWords(query))) newest.set(conversationId, seq)
            if (holdsAlmost(line, searchWords(query))) almost.set(conversationId, seq)
          }
        }
        const expected = newest.size > 0 ? newest : almost
        expect(await seqs(db, query)).toEqual([...expected.values()].sort((a, b) => b - a))
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('many small blocks become one', async () => {
  const db = startDatabase()
  for (let n = 1; n <= 5; n++) await putMessages(db, [message(n, n, `text ${n}`)])
  await joinTextBlocks(db, 6)
  expect(await db.textBlocks.count()).toBe(5)
  await joinTextBlocks(db, 5)
  expect(await db.textBlocks.count()).toBe(1)
  expect(await seqs(db, 'text')).toEqual([5, 4, 3, 2, 1])
})
