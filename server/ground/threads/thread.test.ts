// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { Thread, ThreadEnded } from './thread.ts'

const who = v.object({ threadId: v.number(), given: v.string() })
const program = new URL('testing/obedient-thread.ts', import.meta.url)
const threads: Thread[] = []

function start(idleMs = 60_000): Thread {
  const thread = new Thread({ program, data: 'a word', idleMs })
  threads.push(thread)
  return thread
}
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.end())))

test('it answers in the order it was asked, and says what failed', async () => {
  const thread = start()
  const failed = thread.ask('fail')
  const answered = Promise.all([thread.ask(1), thread.ask('two'), thread.ask({ three: 3 })])
  await expect(failed).rejects.toThrow('It cannot be done.')
  expect(await answered).toEqual([1, 'two', { three: 3 }])
  expect(v.parse(who, await thread.ask('who')).given).toBe('a word')
})

test('when it crashes, all who wait are told, and the next question starts another', async () => {
  const thread = start()
  const before = v.parse(who, await thread.ask('who')).threadId
  const waiting = [thread.ask('crash'), thread.ask('never heard')]
  const told = waiting.map((asked) => expect(asked).rejects.toBeInstanceOf(ThreadEnded))
  await Promise.all(told)
  expect(v.parse(who, await thread.ask('who')).threadId).not.toBe(before)
})

test('ended, it tells who waits; when it has rested for a while it ends by itself', async () => {
  const thread = start(1)
  const told = expect(thread.ask(1)).rejects.toBeInstanceOf(ThreadEnded)
  await thread.end()
  await told
  const before = v.parse(who, await thread.ask('who')).threadId
  await vi.waitFor(
    async () => expect(v.parse(who, await thread.ask('who')).threadId).not.toBe(before),
    { timeout: 20_000, interval: 50 },
  )
})
