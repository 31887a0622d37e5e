// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { KeyRun, PAUSE_MS } from './key-run.ts'

let now = 0
let run: KeyRun
const box = () => document.body.appendChild(document.createElement('textarea'))

beforeEach(() => {
  document.body.innerHTML = ''
  now = 0
  run = new KeyRun(() => now)
})

test('what goes on in the same field is never stray', () => {
  const mine = box()
  run.typed(mine, now)
  expect(run.strayInto(mine, now)).toBe('none')
})

test('words whose box has gone are stray in the next one, until there is a pause', () => {
  const [gone, next] = [box(), box()]
  run.typed(gone, now)
  gone.remove()
  expect(run.strayInto(next, now)).toBe('words')
  expect(run.strayInto(null, now)).toBe('words')
  now = PAUSE_MS
  expect(run.strayInto(next, now)).toBe('none')
})

test('who leaves a field that is still there goes on where they are', () => {
  const [left, next] = [box(), box()]
  run.typed(left, now)
  expect(run.strayInto(next, now)).toBe('none')
})

test('after a click, Enter or an arrow everything is new', () => {
  run.typed('dropped', now)
  run.end()
  expect(run.strayInto(box(), now)).toBe('none')
  expect(run.isEnded).toBe(true)
})

test('every key of a run puts its end off', () => {
  const next = box()
  run.typed('switch', now)
  now = PAUSE_MS - 1
  run.typed('dropped', now)
  now += PAUSE_MS - 1
  expect(run.strayInto(next, now)).toBe('dropped')
  expect(run.restFor(next)).toBe(1)
})

test('keys that are heard late were typed when they were pressed', () => {
  run.typed('switch', 100)
  // The page was busy for seconds: the clock is far ahead of the key.
  now = 5_000
  expect(run.strayInto(box(), 112)).toBe('switch')
})
