// @vitest-environment node
import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { RINA } from '../db/testing/builders.ts'
import { CLAIM_MS } from './plan.ts'
import { Desk, noteId } from './testing/desk.ts'
import { Killer } from './testing/killer.ts'

// Three conversations at most, so that nothing is told in a summary: each notification is one event.
const conversation = fc.integer({ min: 1, max: 3 })
const step = fc.oneof(
  ...(['ask', 'take', 'lose', 'write', 'read', 'resolve'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), n: conversation }),
  ),
  fc.record({ kind: fc.constant('look' as const) }),
  fc.record({ kind: fc.constant('two' as const) }),
  fc.record({ kind: fc.constant('replay' as const) }),
  fc.record({
    kind: fc.constant('die' as const),
    at: fc.integer({ min: 1, max: 4 }),
    done: fc.boolean(),
  }),
)

// The seed is of a run in which a background died between claiming and showing, and another event of the same kind came.
test.each([
  ['of any run', {}],
  ['of the run that found an event told twice', { seed: 864211013 }],
])('each event %s is told exactly once, and nothing that is over stays', async (_run, seed) => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const desk = await Desk.open()
      for (const one of steps) await doStep(desk, one)
      // Whoever died has been dead for long enough, and the last ones look.
      for (let look = 0; look < 3; look += 1) {
        desk.restart()
        await desk.pass(CLAIM_MS + 1)
      }
      const told = desk.platform.notified.map(
        ({ id, title, message }) => `${id} ${title} ${message}`,
      )
      expect(told.filter((one, n) => told.indexOf(one) !== n)).toEqual([])
      for (const n of [1, 2, 3]) {
        const { state, ownerId } = await desk.conversation(n)
        const needsNobody = state !== 'waiting' && ownerId !== RINA.id
        if (needsNobody) expect([...desk.platform.shown.keys()]).not.toContain(noteId(n))
        if (state === 'waiting') expect([...desk.platform.shown.keys()]).toContain(noteId(n))
      }
    }),
    { numRuns: 60, ...seed },
  )
})

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

let words = 0

async function doStep(desk: Desk, one: Step): Promise<void> {
  desk.clock += 1
  switch (one.kind) {
    case 'look':
      return desk.alerter.look()
    case 'two': {
      await Promise.all([desk.newAlerter().look(), desk.newAlerter().look()])
      return
    }
    case 'replay': {
      const rows = await desk.db.conversations.toArray()
      await desk.db.conversations.clear()
      await desk.db.conversations.bulkPut(rows)
      return
    }
    case 'die': {
      const killer = new Killer(desk.platform, one.at, one.done)
      await Promise.race([desk.newAlerter(killer).look(), killer.died.promise])
      return
    }
    case 'ask': {
      // Only the AI asks, and each asking is told in words of its own.
      const { state, epoch } = await desk.conversation(one.n)
      if (state === 'waiting') return
      await desk.ask(one.n)
      const found = await desk.conversation(one.n)
      const summary = `asked under ${epoch + 1}`
      await desk.db.conversations.put({
        ...found,
        handoff: { reason: 'unsure', summary, tried: [] },
      })
      return
    }
    case 'write':
      words += 1
      return desk.write(one.n, `word ${words}`)
    case 'take':
    case 'lose':
    case 'read':
    case 'resolve':
      return desk[one.kind](one.n)
  }
}

test('a worker that dies before taking a notification back leaves that to the next', async () => {
  const desk = await Desk.open()
  for (const kind of ['ask', 'look', 'resolve'] as const) {
    if (kind === 'look') await desk.alerter.look()
    else await desk[kind](1)
  }
  await doStep(desk, { kind: 'die', at: 1, done: false })
  expect([...desk.platform.shown.keys()]).toEqual([noteId(1)])
  desk.restart()
  await desk.alerter.look()
  expect(desk.platform.shown.size).toBe(0)
})
