import { expect, test } from 'vitest'
import type { Pending } from './chat-state.ts'
import { chatStorage } from './chat-storage.ts'
import { memoryStorage } from './memory-storage.ts'

const entry = (id: string): Pending => ({
  ...{ id, kind: 'message', attachments: [], text: `text ${id}` },
  ...{ at: 1, status: 'queued', failure: null },
})

test('two tabs of one customer keep each other’s messages, in the order of writing', () => {
  const browser = memoryStorage()
  const [one, two] = [chatStorage(browser, 'demo'), chatStorage(browser, 'demo')]
  two.savePending(entry('b'))
  one.savePending(entry('a'))
  two.savePending(entry('c'))
  one.removePending('b')
  expect(two.pending().map(({ id }) => id)).toEqual(['a', 'c'])
})

test('teams do not see each other’s customers', () => {
  const browser = memoryStorage()
  const [one, two] = [chatStorage(browser, 'one'), chatStorage(browser, 'two')]
  one.setToken('secret')
  one.setDraft('half a sent')
  one.savePending(entry('a'))
  expect([two.token(), two.draft(), two.pending()]).toEqual([null, '', []])
  one.setToken(null)
  expect(one.token()).toBeNull()
})

test('what somebody else put there is left alone', () => {
  const browser = memoryStorage()
  browser.setItem('baton:demo:pending:x', '{"id":')
  browser.setItem('baton:demo:pending:y', '{"id":7}')
  browser.setItem('theirs', 'x')
  expect(chatStorage(browser, 'demo').pending()).toEqual([])
})

test('a full disk does not stop the chat', () => {
  const full = memoryStorage()
  full.setItem = () => raise(new Error('QuotaExceededError'))
  const storage = chatStorage(full, 'demo')
  expect(() => storage.savePending(entry('a'))).not.toThrow()
})

function raise(error: Error): never {
  throw error
}
