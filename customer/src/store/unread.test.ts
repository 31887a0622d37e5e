import type { CustomerAuthor, CustomerMessage } from '@baton/protocol/customer.ts'
import { expect, test } from 'vitest'
import { chatStorage } from './chat-storage.ts'
import { FakeWorld, settle } from './fake-server.ts'
import { aloneAmongTabs, isFirstToSound } from './first-to-tell.ts'
import { memoryStorage } from './memory-storage.ts'
import { unreadIn } from './unread.ts'

function message(seq: number, author: CustomerAuthor): CustomerMessage {
  const id = `0190b5b0-0000-7000-8000-${String(seq).padStart(12, '0')}`
  return { id, seq, previousSeq: seq - 1, author, text: `text ${seq}`, attachments: [], at: seq }
}

test('answers after what was seen are unread; notices and the customer’s own words are not', () => {
  const messages = [
    message(1, { kind: 'customer' }),
    message(2, { kind: 'ai' }),
    message(3, { kind: 'agent', name: 'Rina' }),
    message(4, { kind: 'system', event: 'resolved' }),
  ]
  expect(unreadIn({ messages, seen: 1 })).toEqual({
    count: 2,
    newest: { seq: 3, name: 'Rina', text: 'text 3', attached: null },
  })
  expect(unreadIn({ messages, seen: 3 })).toEqual({ count: 0, newest: null })
})

test('what was seen stays seen over a reload, and in the other tab', async () => {
  const world = new FakeWorld()
  const one = world.openPage()
  await one.chat.start()
  await settle()
  const two = world.openPage('beside')
  await two.chat.start()
  await settle()
  world.tell(world.say('agent', 'Hello'))
  await settle()
  expect(unreadIn(one.state).count).toBe(1)
  one.chat.seen.tell()
  two.chat.seen.lookAgain()
  expect([unreadIn(one.state).count, unreadIn(two.state).count]).toEqual([0, 0])
  const again = world.openPage()
  await again.chat.start()
  await settle()
  expect(unreadIn(again.state).count).toBe(0)
})

test('after a restored backup what is new is unread, though its place was seen before', async () => {
  const world = new FakeWorld()
  const { chat, state } = world.openPage()
  await chat.start()
  await settle()
  world.tell(world.say('agent', 'One'))
  world.tell(world.say('agent', 'Two'))
  await settle()
  chat.seen.tell()
  world.restore(1)
  await world.comeBack()
  world.tell(world.say('agent', 'Two, once more'))
  await settle()
  expect(unreadIn(state).count).toBe(1)
})

test('of several tabs one makes the sound, once a message', async () => {
  const kept = memoryStorage()
  const tab = () => ({ storage: chatStorage(kept, 'nusa'), alone: aloneAmongTabs(undefined) })
  expect(await isFirstToSound(tab(), 4)).toBe(true)
  expect(await isFirstToSound(tab(), 4)).toBe(false)
  expect(await isFirstToSound(tab(), 6)).toBe(true)
})
