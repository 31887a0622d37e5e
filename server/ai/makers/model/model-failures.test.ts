// @vitest-environment node
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  ended,
  said,
  send,
  thought,
  type ModelServer,
} from '../../../../tests/support/model-server.ts'
import { MakerFailed } from '../../reply-maker.ts'
import { startModelStage, TURN, type ModelStage } from './testing/model-stage.ts'

/** A busy machine takes its time. */
const PATIENT = { timeout: 10_000, interval: 5 }

let stage: ModelStage
let server: ModelServer
beforeAll(async () => {
  stage = await startModelStage()
  server = stage.server
})
beforeEach(() => stage.clear())
afterAll(() => stage.stop())

test('an answer that was aborted before its first token ends the request, and is no failure', async () => {
  server.answer = () => null
  const abort = new AbortController()
  const reply = stage.replyOf({}, { signal: abort.signal }).catch((error: unknown) => error)
  await expect.poll(() => server.questions, PATIENT).toHaveLength(1)
  expect(server.closedAt).toBeNull()
  abort.abort()
  expect(await reply).not.toBeInstanceOf(MakerFailed)
  await expect.poll(() => server.closedAt, PATIENT).not.toBeNull()
})

test('one that talks on after the abort is not heard', async () => {
  server.answer = (response) => {
    const timer = setInterval(() => send(response, said('blah ')), 5)
    response.once('close', () => clearInterval(timer))
    return null
  }
  const abort = new AbortController()
  const parts = stage.makerWith().reply(TURN, abort.signal)[Symbol.asyncIterator]()
  expect(await parts.next()).toMatchObject({ done: false })
  abort.abort()
  await expect(parts.next()).rejects.not.toBeInstanceOf(MakerFailed)
  expect(await parts.next()).toMatchObject({ done: true })
  await expect.poll(() => server.closedAt, PATIENT).not.toBeNull()
  expect(stage.settled).toHaveBeenCalledOnce()
})

test.each<[string, ModelServer['answer'], string, boolean]>([
  ['is cut in the middle of a word', () => [said('It takes fi')], 'broke off', true],
  [
    'is cut by its connection',
    (response) => {
      send(response, said('It takes fi'))
      setTimeout(() => response.destroy(), 20)
      return null
    },
    'broke off',
    true,
  ],
  [
    'ends before it begins',
    (response) => {
      response.destroy()
      return null
    },
    'out of reach',
    true,
  ],
  ['is no JSON', () => [said('It '), '{"choices": [', ...ended()], 'could not be read', true],
  ['has another shape', () => [{ choices: 7 }, ...ended()], 'could not be read', true],
  [
    'has an error in it',
    () => [said('It '), { error: { message: 'CUDA out of memory' } }],
    'server failed',
    true,
  ],
  ['is empty', () => ended(), 'said nothing', true],
  ['is only thinking', () => [thought('Hm.'), thought('Hm!'), ...ended()], 'said nothing', true],
  ['is only a source', () => [said('[[sources: refunds#1]]'), ...ended()], 'said nothing', true],
  [
    'is a page',
    (response) => {
      response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>')
      return null
    },
    'broke off',
    true,
  ],
])('an answer that %s is a failure that says so', async (_what, answer, why, isPassing) => {
  server.answer = answer
  const failed = await stage.failureOf()
  expect(failed.why).toContain(why)
  expect(failed.isPassing).toBe(isPassing)
  expect(stage.settled).toHaveBeenCalledOnce()
})

test.each([
  [401, 'key is refused', false],
  [402, 'no credit', false],
  [404, 'no such model', false],
  [400, 'refused the request', false],
  [429, 'too many questions', true],
  [500, 'server failed', true],
  [302, 'leads elsewhere', false],
])('a status of %s is told in words', async (status, why, isPassing) => {
  server.answer = (response) => {
    response.writeHead(status, { location: 'http://169.254.169.254/', 'retry-after': '7' })
    response.end('{"error":{"message":"no: sk-secret"}}')
    return null
  }
  const failed = await stage.failureOf()
  expect(failed.why).toContain(why)
  expect(failed.isPassing).toBe(isPassing)
  expect(failed.retryAfterMs).toBe(status === 302 ? 0 : 7_000)
  expect(String(failed.cause)).not.toContain('sk-secret')
})

test('one that does not begin, or falls silent, is given up in time', async () => {
  const times = { firstToken: 60, idle: 60 }
  server.answer = () => null
  expect((await stage.failureOf({ times })).why).toContain('did not begin')
  server.answer = (response) => {
    send(response, said('It takes'))
    const timer = setInterval(() => response.write(': still there\n\n'), 10)
    response.once('close', () => clearInterval(timer))
    return null
  }
  expect((await stage.failureOf({ times })).why).toContain('fell silent')
  await expect.poll(() => server.closedAt, PATIENT).not.toBeNull()
})

test('one that thinks without an end, or never ends a line, is given up', async () => {
  server.answer = (response) => {
    const timer = setInterval(() => {
      if (!response.writableNeedDrain) send(response, thought('x'.repeat(20_000)))
    }, 0)
    response.once('close', () => clearInterval(timer))
    return null
  }
  expect((await stage.failureOf()).why).toContain('would not stop')
  server.answer = (response) => {
    response.setHeader('content-type', 'text/event-stream').write('data: ')
    const timer = setInterval(() => {
      if (!response.writableNeedDrain) response.write('x'.repeat(1024 * 1024))
    }, 0)
    response.once('close', () => clearInterval(timer))
    return null
  }
  expect((await stage.failureOf()).why).toContain('would not stop')
})

test('tokens are estimated where the endpoint tells none, of a failed answer too', async () => {
  server.answer = () => [said('It takes five days.'), ...ended('stop', null)]
  await stage.replyOf()
  server.answer = () => [said('It takes fi')]
  await stage.failureOf()
  for (const [used] of stage.settled.mock.calls) expect(used).toBeGreaterThan(300)
  expect(stage.settled).toHaveBeenCalledTimes(2)
})

test('an answer that was cut by its limit says so', async () => {
  server.answer = () => [said('It takes'), ...ended('length')]
  expect((await stage.replyOf()).text).toBe('It takes…')
})
