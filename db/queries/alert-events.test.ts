// @vitest-environment node
import type { Author } from '@baton/protocol/message.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, aMessage, RINA, SARI } from '../testing/builders.ts'
import { alertEvents } from './alert-events.ts'

const TAKEN: Author = { kind: 'system', event: 'taken-over' }
const author = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Author>({ kind: 'customer' }) },
  { weight: 4, arbitrary: fc.constant<Author>({ kind: 'agent', id: SARI.id, name: 'Sari' }) },
  { weight: 1, arbitrary: fc.constant(TAKEN) },
)

test('of a conversation of mine, all that its customer wrote since I took over and read is told', async () => {
  let databases = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(author, { minLength: 1, maxLength: 70 }),
      fc.nat({ max: 40 }),
      async (authors, seen) => {
        databases += 1
        const db = new BatonDatabase(`alert-events-${databases}`)
        const lastSeq = authors.length
        const read = Math.min(seen, lastSeq)
        const customers = (from: number) =>
          authors.slice(from).filter(({ kind }) => kind === 'customer').length
        const conversation = aConversation(1, {
          ...{ state: 'human', ownerId: RINA.id, lastSeq, customerCount: customers(0) },
        })
        await db.conversations.put(conversation)
        await db.messages.bulkPut(authors.map((by, n) => aMessage(n + 1, { author: by })))
        const customerCount = customers(0) - customers(read)
        const mark = { agentId: RINA.id, conversationId: conversation.id, seq: read, customerCount }
        if (read > 0) await db.readMarks.put(mark)

        const [event] = (await alertEvents(db, RINA.id)).get(conversation.id) ?? []
        const since = Math.max(read, authors.lastIndexOf(TAKEN) + 1)
        expect(event?.count ?? 0).toBe(customers(since))
        if (event)
          expect(event.mark).toBe(authors.findLastIndex(({ kind }) => kind === 'customer') + 1)
        await db.delete()
      },
    ),
    { numRuns: 60 },
  )
})
