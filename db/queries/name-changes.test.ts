// @vitest-environment node
import { namesOf } from '@baton/domain/list-head.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { packList } from '../commands/pack-list.ts'
import { putConversations } from '../commands/put-conversations.ts'
import { BatonDatabase } from '../database.ts'
import { aConversation } from '../testing/builders.ts'
import { nameChanges, type NamesPosition } from './name-changes.ts'

let databases = 0

function startDatabase() {
  databases += 1
  return new BatonDatabase(`names-${databases}`)
}

async function write(db: BatonDatabase, named: [n: number, name: string][]) {
  const conversations = named.map(([n, name]) =>
    aConversation(n, { customer: { ...aConversation(n).customer, name } }),
  )
  await db.transaction('rw', [db.meta, db.conversations], async () => {
    await putConversations(db, conversations)
  })
}

/** What a search does: reads what changed since it last looked. */
function reader(db: BatonDatabase) {
  let known: NamesPosition | null = null
  let names = new Map<string, string>()
  return async () => {
    const now = await nameChanges(db, known)
    known = now.position
    names = new Map([...(now.whole ? [] : names), ...now.names])
    return { read: now.names.length, names }
  }
}

const anyName = fc.constantFrom('Ana', 'José', 'two\nlines', 'a\ttab', '')
const anyBatch = fc.array(fc.tuple(fc.nat({ max: 9 }), anyName), { maxLength: 5 })

test('read change by change, from a snapshot or not, the names are those of all rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anyBatch, fc.boolean()), { minLength: 1, maxLength: 6 }),
      async (batches) => {
        const db = startDatabase()
        const old = reader(db)
        for (const [named, pack] of batches) {
          await write(db, named)
          if (pack) await packList(db, 1)
          const rows = await db.conversations.toArray()
          const expected = new Map(rows.map((row) => [row.id, namesOf(row)]))
          expect((await old()).names).toEqual(expected)
          expect((await reader(db)()).names).toEqual(expected)
        }
        db.close()
      },
    ),
    { numRuns: 40 },
  )
})

test('a change of one conversation reads that one; a copy that was dropped is read anew', async () => {
  const db = startDatabase()
  await write(db, [
    [1, 'Ana'],
    [2, 'Budi'],
  ])
  await packList(db, 1)
  const look = reader(db)
  expect((await look()).read).toBe(2)
  await write(db, [[2, 'Bodi']])
  expect((await look()).read).toBe(1)
  await db.conversations.clear()
  await db.meta.put({ key: 'copy', value: 'another' })
  await write(db, [[3, 'Cici']])
  expect([...(await look()).names.keys()]).toEqual([aConversation(3).id])
})
