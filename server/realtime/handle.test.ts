// @vitest-environment node
import * as v from 'valibot'
import { expect, test, vi } from 'vitest'
import { Refused } from '../ground/refused.ts'
import { createHandle } from './handle.ts'

const schema = v.strictObject({ text: v.string() })

function ask(work: (body: { text: string }) => unknown, body: unknown, wait = 0) {
  const onFault = vi.fn()
  const handle = createHandle({ bucket: () => wait, onFault })
  const answer = new Promise<unknown>((resolve) => {
    handle(schema, (parsed) => Promise.resolve(work(parsed)))(body, resolve)
  })
  return { answer, onFault }
}

test('a body that fits is worked on and answered', async () => {
  const { answer } = ask(({ text }) => text.length, { text: 'four' })
  expect(await answer).toEqual({ ok: true, data: 4 })
})

test.each([
  [null],
  ['text'],
  [{ text: 'a\0b' }],
  [{}],
  [{ text: 4 }],
  [{ text: 'x', more: true }],
  [[]],
])('%j is invalid and worked on by nobody', async (body) => {
  const work = vi.fn()
  expect(await ask(work, body).answer).toEqual({ ok: false, error: { code: 'invalid' } })
  expect(work).not.toHaveBeenCalled()
})

test('a refusal is answered as it is, and is no fault', async () => {
  const refuse = () => {
    throw new Refused('stale-epoch', { winner: null })
  }
  const { answer, onFault } = ask(refuse, { text: '' })
  expect(await answer).toEqual({ ok: false, error: { code: 'stale-epoch', winner: null } })
  expect(onFault).not.toHaveBeenCalled()
})

test('an error is a fault of the server, whose words nobody outside gets', async () => {
  const fail = () => {
    throw new Error('secret detail')
  }
  const { answer, onFault } = ask(fail, { text: '' })
  expect(await answer).toEqual({ ok: false, error: { code: 'internal' } })
  expect(onFault).toHaveBeenCalledOnce()
})

test('too much is answered with how long to wait', async () => {
  const { answer } = ask(() => null, { text: '' }, 250)
  expect(await answer).toEqual({ ok: false, error: { code: 'rate-limited', retryAfterMs: 250 } })
})

test('a request without a callback does nothing', () => {
  const work = vi.fn()
  const handle = createHandle({ bucket: () => 0, onFault: vi.fn() })
  handle(schema, work)({ text: '' }, undefined)
  expect(work).not.toHaveBeenCalled()
})
