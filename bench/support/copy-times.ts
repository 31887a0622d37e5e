import { openPanel } from '../../db/queries/open-panel.ts'
import { searchMessages } from '../../db/queries/search-messages.ts'
import { copyBytes } from '../../db/queries/copy-bytes.ts'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { putMessages } from '../../db/commands/put-messages.ts'
import { BatonDatabase, DATABASE_NAME } from '../../db/database.ts'
import { aConversation, aMessage, testId } from '../../db/testing/builders.ts'
import { applyRows, tablesOfRows } from '../../sync/apply-rows.ts'
import { Housekeeping } from '../../sync/housekeeping.ts'

const DAY = 86_400_000

/** As the background has it, which does this work. */
const db = new BatonDatabase(DATABASE_NAME, 'relaxed')

/** Conversations that the messages of a day belong to. */
const OF_A_DAY = 3_000

export interface DayTimes {
  /** Milliseconds: of each message from its coming to its being stored, while the copy is tidied; and of two queries. */
  stored: number[]
  firstKey: number
  panel: number
}

/** Housekeeping as the background does it; in one that it makes nothing else waits. */
function keeper(now = () => Date.now()): Housekeeping {
  return new Housekeeping({ db, now, log: () => undefined }, () => true)
}

/** So many messages come one by one, as in a day without a reconnect; then a panel opens, and somebody searches. */
export async function timesOfDay(count: number): Promise<DayTimes> {
  const housekeeping = keeper()
  const stored: number[] = []
  for (let n = 0; n < count; n++) {
    const id = testId('conversation', 900_000 + (n % OF_A_DAY))
    const seq = 1 + Math.floor(n / OF_A_DAY)
    const text = `where is my order number ${n}`
    const at = Date.now()
    const began = performance.now()
    await db.transaction('rw', tablesOfRows(db), async () => {
      await applyRows(db, [
        {
          kind: 'message',
          value: aMessage(0, {
            ...{ id: testId('message', 5_000_000 + n), conversationId: id, seq, text, at },
          }),
        },
        { kind: 'conversation', value: aConversation(0, { id, lastSeq: seq, updatedAt: at }) },
      ])
    })
    stored.push(performance.now() - began)
    housekeeping.came(1)
  }
  await housekeeping.look()
  const panel = await took(() => openPanel(db, { filter: 'all' }, 20))
  const firstKey = await took(() => searchMessages(db, ['zzzz'], 200))
  return { stored, firstKey, panel }
}

/** A year of resolved conversations, so many a day, and what housekeeping leaves of it: bytes before and after. */
export async function bytesOfYear(perDay: number): Promise<{ before: number; after: number }> {
  const now = Date.now()
  for (let day = 365; day > 0; day--) {
    const numbers = Array.from({ length: perDay }, (_, n) => 1_000_000 + day * perDay + n)
    const updatedAt = now - day * DAY
    const tables = [db.meta, db.conversations, db.messages, db.textBlocks]
    await db.transaction('rw', tables, async () => {
      await putConversations(
        db,
        numbers.map((n) => aConversation(n, { state: 'resolved', lastSeq: 15, updatedAt })),
      )
      await putMessages(
        db,
        numbers.flatMap((n) =>
          Array.from({ length: 15 }, (_, at) =>
            aMessage(20 * n + at, {
              conversationId: testId('conversation', n),
              seq: at + 1,
              text: `what somebody said on day ${day}, and it is as long as most are`,
            }),
          ),
        ),
      )
    })
  }
  const before = await copyBytes(db)
  await keeper().look()
  return { before, after: await copyBytes(db) }
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
