import { fc } from '../tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { mayAiReply, mayReply, move, type Move, type Mover, type Ownership } from './ownership.ts'

const AGENTS = ['rina', 'sari', 'dimas']
const agentId = fc.constantFrom(...AGENTS)

const anyMover: fc.Arbitrary<Mover> = fc.oneof(
  fc.record({
    kind: fc.constant('agent' as const),
    id: agentId,
    role: fc.constantFrom('agent' as const, 'admin' as const),
  }),
  fc.constant({ kind: 'ai' as const }),
  fc.constant({ kind: 'bot' as const }),
  fc.constant({ kind: 'customer' as const }),
  fc.constant({ kind: 'team' as const }),
)

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>(
    { kind: 'take-over' },
    { kind: 'hand-to-ai' },
    { kind: 'resolve' },
    { kind: 'ask-human' },
    { kind: 'reopen' },
    { kind: 'owner-left' },
    { kind: 'erase' },
  ),
  fc
    .record({
      by: agentId,
      back: fc.oneof(
        agentId.map((ownerId) => ({ state: 'human' as const, ownerId })),
        fc.record({
          state: fc.constantFrom('ai' as const, 'waiting' as const),
          ownerId: fc.constant(null),
        }),
      ),
    })
    .map((undone): Move => ({ kind: 'undo', ...undone })),
  agentId.map((toAgentId): Move => ({ kind: 'transfer', toAgentId })),
  fc.option(agentId).map((backTo): Move => ({ kind: 'decline', backTo })),
)

/** A mover who may be behind by a few epochs, as people with slow lines are. */
const anyAttempt = fc.record({ move: anyMove, mover: anyMover, behind: fc.nat({ max: 2 }) })

const fresh: Ownership = { state: 'ai', epoch: 0, ownerId: null }
const rina: Mover = { kind: 'agent', id: 'rina', role: 'agent' }
const lead: Mover = { kind: 'agent', id: 'dimas', role: 'admin' }
const held: Ownership = { state: 'human', epoch: 3, ownerId: 'rina' }

// A failure prints the seed and the path; `fc.assert(…, { seed, path })` repeats it.
describe('whatever is attempted in whatever order', () => {
  test('there is an owner exactly while a human answers, and never two', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt, { maxLength: 60 }), (attempts) => {
        let now = fresh
        for (const { move: asked, mover, behind } of attempts) {
          const result = move(now, asked, mover, now.epoch - behind)
          if (result.ok) now = result.next
          expect(now.ownerId !== null).toBe(now.state === 'human')
          const writers = AGENTS.filter((id) => mayReply(now, id, now.epoch))
          const ai = mayAiReply(now, now.epoch) ? 1 : 0
          expect(writers.length + ai).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('an accepted move raises the epoch by exactly one, a refused one changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyAttempt, { maxLength: 60 }), (attempts) => {
        let now: Ownership = Object.freeze({ ...fresh })
        for (const { move: asked, mover, behind } of attempts) {
          const result = move(now, asked, mover, now.epoch - behind)
          if (!result.ok) continue
          expect(result.next.epoch).toBe(now.epoch + 1)
          now = Object.freeze(result.next)
        }
      }),
    )
  })

  test('of all who act on the same epoch, one at most succeeds', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ move: anyMove, mover: anyMover })), (attempts) => {
        let now = fresh
        let accepted = 0
        for (const { move: asked, mover } of attempts) {
          const result = move(now, asked, mover, fresh.epoch)
          if (!result.ok) continue
          now = result.next
          accepted += 1
        }
        expect(accepted).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('nobody may write under an epoch that has passed', () => {
    fc.assert(
      fc.property(anyMove, anyMover, agentId, (asked, mover, writer) => {
        const result = move(held, asked, mover, held.epoch)
        if (!result.ok) return
        expect(mayReply(result.next, writer, held.epoch)).toBe(false)
        expect(mayAiReply(result.next, held.epoch)).toBe(false)
      }),
    )
  })
})

describe('taking over', () => {
  test.each(['ai', 'waiting', 'resolved'] as const)('an agent takes over from %s', (state) => {
    expect(move({ state, epoch: 5, ownerId: null }, { kind: 'take-over' }, rina, 5)).toEqual({
      ok: true,
      next: { state: 'human', epoch: 6, ownerId: 'rina' },
    })
  })

  test('a colleague may not take what somebody holds, a lead may', () => {
    const sari: Mover = { kind: 'agent', id: 'sari', role: 'agent' }
    expect(move(held, { kind: 'take-over' }, sari, 3)).toEqual({ ok: false, code: 'already-taken' })
    expect(move(held, { kind: 'take-over' }, lead, 3)).toMatchObject({ ok: true })
  })

  test('who comes too late is told that it is taken', () => {
    expect(move(held, { kind: 'take-over' }, lead, 2)).toEqual({ ok: false, code: 'already-taken' })
  })
})

describe('handing over', () => {
  test('only the holder hands back, transfers, declines or resolves', () => {
    const moves: Move[] = [
      { kind: 'hand-to-ai' },
      { kind: 'transfer', toAgentId: 'sari' },
      { kind: 'decline', backTo: 'sari' },
      { kind: 'decline', backTo: null },
      { kind: 'resolve' },
    ]
    for (const asked of moves) {
      expect(move(held, asked, rina, 3)).toMatchObject({ ok: true })
      expect(move(held, asked, lead, 3)).toEqual({ ok: false, code: 'forbidden' })
    }
  })

  test('a waiting conversation can be given back to the AI by anybody of the team', () => {
    const waiting: Ownership = { state: 'waiting', epoch: 1, ownerId: null }
    expect(move(waiting, { kind: 'hand-to-ai' }, rina, 1)).toMatchObject({ next: { state: 'ai' } })
  })

  test.each<Move>([
    { kind: 'transfer', toAgentId: 'rina' },
    { kind: 'decline', backTo: 'rina' },
  ])('to $kind to oneself is no move', (asked) => {
    expect(move(held, asked, rina, 3)).toEqual({ ok: false, code: 'wrong-state' })
  })

  test('the team gives back what was not accepted, while somebody holds it', () => {
    const team: Mover = { kind: 'team' }
    const back: Move = { kind: 'decline', backTo: 'sari' }
    expect(move(held, back, team, 3)).toEqual({
      ...{ ok: true, next: { state: 'human', ownerId: 'sari', epoch: 4 } },
    })
    expect(move(fresh, back, team, 0)).toEqual({ ok: false, code: 'wrong-state' })
  })

  test('what is declined goes back to who gave it, or waits', () => {
    const back: Move = { kind: 'decline', backTo: 'sari' }
    expect(move(held, back, rina, 3)).toEqual({
      ok: true,
      next: { state: 'human', epoch: 4, ownerId: 'sari' },
    })
    expect(move(held, { kind: 'decline', backTo: null }, rina, 3)).toEqual({
      ok: true,
      next: { state: 'waiting', epoch: 4, ownerId: null },
    })
  })

  test('the team gives back to the AI what waits, and nothing else', () => {
    const team: Mover = { kind: 'team' }
    const waiting: Ownership = { state: 'waiting', epoch: 1, ownerId: null }
    expect(move(waiting, { kind: 'hand-to-ai' }, team, 1)).toMatchObject({ next: { state: 'ai' } })
    expect(move(held, { kind: 'hand-to-ai' }, team, 3)).toEqual({ ok: false, code: 'wrong-state' })
  })
})

describe('taking a move back', () => {
  const undone: Move = { kind: 'undo', by: 'rina', back: { state: 'human', ownerId: 'rina' } }
  const handedBack: Ownership = { state: 'ai', epoch: 4, ownerId: null }

  test('who made it gets back what was theirs, under a new epoch; so does who they write to', () => {
    for (const mover of [rina, { kind: 'customer' } as const]) {
      expect(move(handedBack, undone, mover, 4)).toEqual({
        ok: true,
        next: { state: 'human', epoch: 5, ownerId: 'rina' },
      })
    }
  })

  test('nobody else takes it back, and nobody takes it from a human who answers', () => {
    for (const mover of [lead, { kind: 'ai' } as const, { kind: 'team' } as const]) {
      expect(move(handedBack, undone, mover, 4)).toEqual({ ok: false, code: 'forbidden' })
    }
    expect(move(held, undone, rina, 3)).toEqual({ ok: false, code: 'wrong-state' })
    expect(move(handedBack, undone, rina, 3)).toEqual({ ok: false, code: 'stale-epoch' })
  })
})

describe('an owner who leaves', () => {
  const team: Mover = { kind: 'team' }

  test('what they held waits for a human again, under a new epoch', () => {
    expect(move(held, { kind: 'owner-left' }, team, 3)).toEqual({
      ok: true,
      next: { state: 'waiting', epoch: 4, ownerId: null },
    })
  })

  test('what nobody holds stays as it is', () => {
    expect(move(fresh, { kind: 'owner-left' }, team, 0)).toEqual({ ok: false, code: 'wrong-state' })
  })

  test('nobody but the team says so, and the team makes no move of an agent', () => {
    expect(move(held, { kind: 'owner-left' }, lead, 3)).toEqual({ ok: false, code: 'forbidden' })
    for (const kind of ['take-over', 'resolve', 'ask-human', 'reopen'] as const) {
      expect(move(fresh, { kind }, team, 0)).toEqual({ ok: false, code: 'forbidden' })
    }
  })
})

describe('a customer who is erased', () => {
  test('whatever their conversation was, nobody holds it any more, under a new epoch', () => {
    const resolved: Ownership = { state: 'resolved', epoch: 7, ownerId: null }
    for (const before of [fresh, held, resolved]) {
      const { epoch } = before
      expect(move(before, { kind: 'erase' }, { kind: 'team' }, epoch)).toEqual({
        ok: true,
        next: { state: 'resolved', epoch: epoch + 1, ownerId: null },
      })
    }
    for (const mover of [rina, lead, { kind: 'bot' } as const, { kind: 'customer' } as const]) {
      const refused = { ok: false, code: 'forbidden' }
      expect(move(held, { kind: 'erase' }, mover, 3)).toEqual(refused)
    }
  })
})

describe('the AI and the customer', () => {
  test('the AI asks for a human but never takes, hands over or resolves', () => {
    const ai: Mover = { kind: 'ai' }
    expect(move(fresh, { kind: 'ask-human' }, ai, 0)).toMatchObject({ next: { state: 'waiting' } })
    for (const kind of ['take-over', 'hand-to-ai', 'resolve', 'reopen'] as const) {
      expect(move(fresh, { kind }, ai, 0)).toEqual({ ok: false, code: 'forbidden' })
    }
  })

  test('a bot asks for a human and resolves what is its own, and makes no other move', () => {
    const bot: Mover = { kind: 'bot' }
    expect(move(fresh, { kind: 'ask-human' }, bot, 0)).toMatchObject({ next: { state: 'waiting' } })
    expect(move(fresh, { kind: 'resolve' }, bot, 0)).toMatchObject({ next: { state: 'resolved' } })
    for (const kind of ['resolve', 'ask-human'] as const) {
      expect(move(held, { kind }, bot, 3)).toEqual({ ok: false, code: 'wrong-state' })
      expect(move(held, { kind }, bot, 2)).toEqual({ ok: false, code: 'stale-epoch' })
    }
    for (const kind of ['take-over', 'hand-to-ai', 'reopen', 'owner-left'] as const) {
      expect(move(fresh, { kind }, bot, 0)).toEqual({ ok: false, code: 'forbidden' })
    }
  })

  test('a customer opens a resolved conversation again, and no other', () => {
    const customer: Mover = { kind: 'customer' }
    const resolved: Ownership = { state: 'resolved', epoch: 7, ownerId: null }
    expect(move(resolved, { kind: 'reopen' }, customer, 7)).toMatchObject({ next: { state: 'ai' } })
    expect(move(held, { kind: 'reopen' }, customer, 3)).toEqual({ ok: false, code: 'wrong-state' })
  })
})
