// @vitest-environment node
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation } from '../testing/builders.ts'
import { putConversations } from './put-conversations.ts'

test('a name is stored without what nobody sees, whoever told it', async () => {
  const db = new BatonDatabase('put-conversations')
  const told = aConversation(1)
  const customer = { ...told.customer, name: 'Ana\u202e\u200b Putri \ud83d' }
  await putConversations(db, [{ ...told, customer }])
  expect((await db.conversations.get(told.id))?.customer.name).toBe('Ana Putri')
})
