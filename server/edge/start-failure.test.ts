import { expect, test } from 'vitest'
import { BadConfig } from './config.ts'
import { explainStartFailure } from './start-failure.ts'

function failure(code: string): Error {
  return Object.assign(new Error('raw'), { code })
}

test.each([
  [failure('EADDRINUSE'), /BATON_PORT/],
  [failure('ECONNREFUSED'), /BATON_DATABASE/],
  [new AggregateError([failure('ECONNREFUSED')]), /BATON_DATABASE/],
  [failure('28P01'), /password is wrong.*BATON_DATABASE/],
  [failure('3D000'), /no database of that name/],
  [new BadConfig('Set this.'), /^Set this\.$/],
])('%s is explained in a sentence that says what to set', (error, sentence) => {
  expect(explainStartFailure(error)).toMatch(sentence)
})

test('a fault of ours is not explained away', () => {
  expect(explainStartFailure(new TypeError('undefined is not a function'))).toBeNull()
})
