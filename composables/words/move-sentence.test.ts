// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { errorCode } from '@baton/protocol/errors.ts'
import { moveSentence } from './move-sentence.ts'

test('a lost take-over names the winner', () => {
  const winner = { id: 'a', name: 'Sari' }
  expect(moveSentence({ code: 'already-taken', winner }, 'take-over')).toBe(
    'Sari took this conversation a moment ago',
  )
})

test('a take-over without a connection says so and what to do', () => {
  expect(moveSentence({ code: 'offline' }, 'take-over')).toBe(
    'You are offline, so you cannot take over now. Try again when the connection is back.',
  )
})

test('a browser that can store nothing is not called offline', () => {
  const said = moveSentence({ code: 'not-stored' }, 'take-over')
  expect(said).toContain('cannot store anything')
  expect(said).toContain('Free some disk space')
})

test.each(errorCode.options)('%s has a sentence of its own', (code) => {
  expect(moveSentence({ code }, 'other')).toMatch(/^[A-Z].{20,}/)
})
