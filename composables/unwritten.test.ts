import { expect, test } from 'vitest'
import { outboxRow } from '../db/commands/send-message.ts'
import { forgetStored, forgetUnwritten, showUnwritten, withUnwritten } from './unwritten.ts'

function row(id: string, conversationId = 'c1') {
  const intent = { conversationId, epoch: 1, text: id, visibility: 'everyone' as const }
  return outboxRow(intent, { id, now: 0 }, 'me', 0)
}
const ids = (conversationId: string, items = withUnwritten(conversationId, [])) =>
  items.map(({ id }) => id)

test('a message is shown from Enter on, in its own conversation', () => {
  showUnwritten(row('a'))
  expect(ids('c1')).toEqual(['a'])
  expect(ids('c2')).toEqual([])
  forgetUnwritten('a')
  expect(ids('c1')).toEqual([])
})

test('once the disk has it, it is shown once and not remembered', () => {
  const pending = row('b')
  showUnwritten(pending)
  const stored = [{ kind: 'pending' as const, id: 'b', pending, unseen: null }]
  expect(ids('c1', withUnwritten('c1', stored))).toEqual(['b'])
  forgetStored(stored)
  expect(ids('c1')).toEqual([])
})
