// @vitest-environment node
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parseBody } from './parse-body.ts'

const body = v.object({ texts: v.record(v.string(), v.array(v.string())) })

test.each([[{ texts: { hi: ['a\0b'] } }], [{ texts: { 'h\0i': ['ab'] } }]])(
  'a NUL is refused wherever it stands: %j',
  (sent) => {
    expect(() => parseBody(body, sent)).toThrow('invalid')
  },
)

test('what has none is passed on', () => {
  expect(parseBody(body, { texts: { hi: ['ab'] } })).toEqual({ texts: { hi: ['ab'] } })
})
