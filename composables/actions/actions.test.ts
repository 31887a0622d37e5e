import { effectScope } from 'vue'
import { expect, test, vi } from 'vitest'
import { blockedBy, runAction, useAction, type ActionHandler } from './actions.ts'

/** A component's life: what is registered in it goes with it. */
function alive(handler: ActionHandler) {
  const scope = effectScope()
  scope.run(() => useAction('takeOver', handler))
  return scope
}

test('an action that nobody on the screen can do is absent, and does nothing', () => {
  expect(blockedBy('takeOver')).toBe('absent')
  expect(runAction('takeOver')).toBe(false)
})

test('of two who can do it the one who came last is asked, until it goes', () => {
  const [first, second] = [vi.fn(), vi.fn()]
  const one = alive({ run: first })
  const two = alive({ run: second })
  expect(runAction('takeOver')).toBe(true)
  expect([first, second].map((run) => run.mock.calls.length)).toEqual([0, 1])
  two.stop()
  runAction('takeOver')
  expect(first).toHaveBeenCalledOnce()
  one.stop()
  expect(blockedBy('takeOver')).toBe('absent')
})

test('the next conversation may be there before the last one has gone', () => {
  const [before, after] = [vi.fn(), vi.fn()]
  const one = alive({ run: before })
  const two = alive({ run: after })
  one.stop()
  expect(runAction('takeOver')).toBe(true)
  expect(after).toHaveBeenCalledOnce()
  two.stop()
})

test('what is not possible now is not done, and says why', () => {
  const run = vi.fn()
  const scope = alive({ run, blocked: () => 'alreadyYours' })
  expect(blockedBy('takeOver')).toBe('alreadyYours')
  expect(runAction('takeOver')).toBe(false)
  expect(run).not.toHaveBeenCalled()
  scope.stop()
})

test('the rows that are chosen are asked first, whatever is opened after them', () => {
  const [rows, opened] = [vi.fn(), vi.fn()]
  const one = alive({ run: rows, first: true })
  const two = alive({ run: opened })
  runAction('takeOver')
  expect([rows, opened].map((run) => run.mock.calls.length)).toEqual([1, 0])
  one.stop()
  runAction('takeOver')
  expect(opened).toHaveBeenCalledOnce()
  two.stop()
})
