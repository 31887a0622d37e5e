// @vitest-environment node
import { expect, test } from 'vitest'
import { faultLog } from './fault-log.ts'

const full = Object.assign(new Error('database or disk is full'), { errcode: 13 })

test('the trouble of a database is said once a minute, any other fault each time', () => {
  let now = 0
  const lines: string[] = []
  const logger = {
    error: (fields: object, sentence: string) => {
      lines.push(`${sentence.slice(0, 18)} ${'since' in fields ? String(fields.since) : ''}`.trim())
    },
  }
  const fault = faultLog(logger, () => now)
  for (let n = 0; n < 40; n += 1) fault(full)
  fault(new Error('a mistake'))
  fault(new Error('a mistake'))
  now += 60_000
  fault(full)
  expect(lines).toEqual([
    'the database canno 0',
    'a request failed',
    'a request failed',
    'the database canno 39',
  ])
})
