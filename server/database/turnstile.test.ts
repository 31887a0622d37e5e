// @vitest-environment node
import { expect, test } from 'vitest'
import { fc } from '../../tests/support/property.ts'
import { createTurnstile } from './turnstile.ts'

const rina = { id: 'rina', teamId: 'one' }
const sari = { id: 'sari', teamId: 'one' }
const eve = { id: 'eve', teamId: 'two' }
const never = new AbortController().signal

/** Work that runs until it is told to end. */
function work(log: string[], name: string) {
  const { promise, resolve } = Promise.withResolvers<string>()
  const run = () => {
    log.push(name)
    return promise
  }
  return { run, end: () => resolve(name) }
}

test('who asks anew takes the place of what they asked before, unless that is running', async () => {
  const turnstile = createTurnstile(1)
  const log: string[] = []
  const first = work(log, 'first')
  const running = turnstile.run(rina, never, first.run)
  const replaced = turnstile.run(rina, never, work(log, 'replaced').run)
  const last = work(log, 'last')
  const wanted = turnstile.run(rina, never, last.run)
  await expect(replaced).rejects.toThrow('overloaded')
  first.end()
  last.end()
  expect(await Promise.all([running, wanted])).toEqual(['first', 'last'])
  expect(log).toEqual(['first', 'last'])
})

test('the next place goes to the team that has fewest, and a person has one', async () => {
  const turnstile = createTurnstile(2)
  const log: string[] = []
  const [a, again, b, other] = [
    work(log, 'rina'),
    work(log, 'rina again'),
    work(log, 'sari'),
    work(log, 'eve'),
  ] as const
  const all = [
    turnstile.run(rina, never, a.run),
    turnstile.run(rina, never, again.run),
    turnstile.run(sari, never, b.run),
    turnstile.run(eve, never, other.run),
  ]
  await Promise.resolve()
  expect(log).toEqual(['rina', 'sari'])
  a.end()
  await all[0]
  await Promise.resolve()
  expect(log).toEqual(['rina', 'sari', 'eve'])
  for (const job of [a, again, b, other]) job.end()
  await Promise.all(all)
})

test('what is given up while it waits never runs', async () => {
  const turnstile = createTurnstile(1)
  const log: string[] = []
  const first = work(log, 'first')
  const running = turnstile.run(rina, never, first.run)
  const late = new AbortController()
  const waiting = turnstile.run(eve, late.signal, work(log, 'late').run)
  late.abort()
  await expect(waiting).rejects.toThrow('overloaded')
  first.end()
  await running
  expect(log).toEqual(['first'])
})

test('whatever is asked, given up and failed in whatever order: never too many, and all places come back', async () => {
  const askers = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const step = fc.record({
    id: askers,
    fails: fc.boolean(),
    aborts: fc.boolean(),
    waits: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step), async (places, steps) => {
      const turnstile = createTurnstile(places)
      let running = 0
      const ofOne = new Set<string>()
      const all = steps.map(({ id, fails, aborts, waits }) => {
        const given = new AbortController()
        const done = turnstile.run({ id, teamId: id }, given.signal, async () => {
          running += 1
          expect(running).toBeLessThanOrEqual(places)
          expect(ofOne.has(id)).toBe(false)
          ofOne.add(id)
          for (let n = 0; n < waits; n++) await Promise.resolve()
          ofOne.delete(id)
          running -= 1
          if (fails) throw new Error('failed')
        })
        if (aborts) given.abort()
        return done
      })
      await Promise.allSettled(all)
      const after = ['v', 'w', 'x', 'y', 'z'].map((id) =>
        turnstile.run({ id, teamId: id }, never, () => Promise.resolve(id)),
      )
      expect(await Promise.all(after)).toEqual(['v', 'w', 'x', 'y', 'z'])
    }),
  )
})
