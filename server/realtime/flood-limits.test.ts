// @vitest-environment node
import { expect, test } from 'vitest'
import { customerFloods, floodRates } from './flood-limits.ts'

const clock = () => 0
const RATES = floodRates({ address: 10, team: 30 })
const sender = (browserId: string, address: string | null = 'a', teamId = 't') => ({
  browserId,
  address,
  teamId,
})

/** How many of `tries` are let through. */
function through(
  limit: (event: string, body: unknown) => number,
  event: string,
  body: unknown,
  tries: number,
) {
  let count = 0
  for (let n = 0; n < tries; n += 1) count += limit(event, body) === 0 ? 1 : 0
  return count
}

test('messages are counted by address, then by team, whoever sends them', () => {
  const of = customerFloods(RATES, clock)
  const hello = { text: 'hello' }
  expect(through(of(sender('one')), 'message:send', hello, 80)).toBe(80)
  expect(through(of(sender('two')), 'human:ask', hello, 80)).toBe(20)
  // What the address was refused took nothing from the team.
  for (const address of ['b', 'c']) {
    expect(through(of(sender(address, address)), 'message:send', hello, 150)).toBe(100)
  }
  expect(through(of(sender('x', 'd')), 'message:send', hello, 10)).toBe(0)
  expect(through(of(sender('x', 'd', 'other')), 'message:send', hello, 10)).toBe(10)
})

test('this machine itself is counted by its teams alone', () => {
  const of = customerFloods(RATES, clock)
  expect(through(of(sender('one', null)), 'message:send', {}, 400)).toBe(300)
})

test('bytes are counted of everything, first of one browser, and reading stays cheap', () => {
  const of = customerFloods(RATES, clock)
  const page = { text: 'x'.repeat(7_900) }
  const browser = Math.floor(RATES.browser.burst / 7_915)
  expect(through(of(sender('one')), 'visit:tell', page, 100)).toBe(browser)
  expect(through(of(sender('two')), 'visit:tell', page, 100)).toBe(browser)
  expect(of(sender('one'))('messages:pull', { after: 0 })).toBeGreaterThanOrEqual(0)
  expect(through(of(sender('three')), 'messages:pull', { after: 0 }, 1_000)).toBe(1_000)
})

test.each([[undefined], [null], [{ toJSON: () => undefined }]])(
  '%j costs a little and is no error',
  (body) => {
    const of = customerFloods(RATES, clock)
    expect(of(sender('one'))('typing:set', body)).toBe(0)
  },
)
