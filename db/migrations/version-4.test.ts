// @vitest-environment node
import Dexie from 'dexie'
import { expect, test } from 'vitest'
import { holdsAll, searchWords } from '@baton/domain/search-text.ts'
import { BatonDatabase } from '../database.ts'
import { unpackNames } from '../queries/name-changes.ts'
import { searchMessages } from '../queries/search-messages.ts'
import { aMessage, testId } from '../testing/builders.ts'

const ID = testId('conversation', 1)

test('what was said before the update is found as what is said after it', async () => {
  const old = new Dexie('migrated-4')
  old.version(3).stores({
    ...{ messages: 'id, [conversationId+seq]', textBlocks: '++n, full, bytes' },
    listNames: 'key',
  })
  await old.table('messages').bulkAdd([aMessage(1), aMessage(2)])
  // As version 3 folded them.
  await old.table('textBlocks').add({
    ...{ full: 0, bytes: 1, texts: 'gui den đa nang\ncall +62 812-3456-7890' },
    places: `${ID}:1\n${ID}:2`,
  })
  const names = 'łukasz +62 811 222 3333\fa@łodz.example\fid\fid'
  await old.table('listNames').add({ key: 'names', copy: 'c', rev: 1, ids: ID, names })
  old.close()

  const db = new BatonDatabase('migrated-4')
  const find = async (query: string) =>
    (await searchMessages(db, searchWords(query), 10)).map(({ seq }) => seq)
  expect(await find('da nang')).toEqual([1])
  expect(await find('0812 34567890')).toEqual([2])
  const packed = await db.listNames.get('names')
  const [, text = ''] = packed ? (unpackNames(packed)[0] ?? []) : []
  for (const query of ['lukasz', '0811-222-3333', 'a@lodz']) {
    expect(holdsAll(text, searchWords(query))).toBe(true)
  }
  expect(text.split('\n')).toHaveLength(4)
})
