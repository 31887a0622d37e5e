import { expect, test } from 'vitest'
import { checkOwnership, type MoveCall, type Register } from './check-ownership.ts'

const START: Register = { state: 'waiting', ownerId: null, epoch: 1 }
const heldBy = (ownerId: string, epoch = 2): Register => ({ state: 'human', ownerId, epoch })

function takes(
  who: string,
  [invoked, returned]: [number, number],
  answer: MoveCall['answer'],
  epoch = 1,
): MoveCall {
  return { who, asked: 'take-over', epoch, invoked, returned, answer }
}

test('one winner, and a loser who is told who won, is sound in either order', () => {
  for (const [rina, sari] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const calls = [
      takes('rina', [rina, 4], { status: 'ok', now: heldBy('rina') }),
      takes('sari', [sari, 3], { status: 'lost', winner: 'rina' }),
    ]
    expect(checkOwnership(START, calls)).toBeNull()
  }
})

test('two winners are found', () => {
  const calls = [
    takes('rina', [1, 3], { status: 'ok', now: heldBy('rina') }),
    takes('sari', [2, 4], { status: 'ok', now: heldBy('sari') }),
  ]
  expect(checkOwnership(START, calls)).toContain('no order of moves explains this history')
})

test('a loser who is told of nobody, or of somebody else, is found', () => {
  for (const winner of [null, 'dimas']) {
    const calls = [
      takes('rina', [1, 3], { status: 'ok', now: heldBy('rina') }),
      takes('sari', [2, 4], { status: 'lost', winner }),
    ]
    expect(checkOwnership(START, calls)).not.toBeNull()
  }
})

test('a loser who was answered before the winner had asked is found', () => {
  const calls = [
    takes('sari', [1, 2], { status: 'lost', winner: 'rina' }),
    takes('rina', [3, 4], { status: 'ok', now: heldBy('rina') }),
  ]
  expect(checkOwnership(START, calls)).not.toBeNull()
})

test('a move without an answer may have been done, or not', () => {
  const asked = takes('rina', [1, Infinity], { status: 'unknown' })
  const lost = takes('sari', [2, 3], { status: 'lost', winner: 'rina' })
  const won = takes('sari', [2, 3], { status: 'ok', now: heldBy('sari') })
  expect(checkOwnership(START, [asked, lost])).toBeNull()
  expect(checkOwnership(START, [asked, won])).toBeNull()
  expect(checkOwnership(START, [lost])).not.toBeNull()
})

test('a move under an epoch that has passed is found', () => {
  const calls = [
    takes('rina', [1, 2], { status: 'ok', now: heldBy('rina') }),
    { ...takes('rina', [3, 4], { status: 'ok', now: heldBy('sari', 2) }), to: 'sari' },
  ].map((call, index): MoveCall => (index === 1 ? { ...call, asked: 'transfer' } : call))
  expect(checkOwnership(START, calls)).not.toBeNull()
})

test('moves of every kind, one after the other, are sound', () => {
  const calls: MoveCall[] = [
    takes('rina', [1, 2], { status: 'ok', now: heldBy('rina') }),
    {
      ...takes('rina', [3, 4], { status: 'ok', now: heldBy('sari', 3) }, 2),
      ...{ asked: 'transfer', to: 'sari' },
    },
    { ...takes('rina', [5, 6], { status: 'refused' }, 3), asked: 'resolve' },
    {
      ...takes('sari', [7, 8], { status: 'ok', now: { state: 'ai', ownerId: null, epoch: 4 } }, 3),
      asked: 'hand-over',
    },
  ]
  expect(checkOwnership(START, calls)).toBeNull()
})

test('of a long history the shortest beginning that is wrong is told', () => {
  const right = takes('rina', [1, 2], { status: 'ok', now: heldBy('rina') })
  const wrong = takes('sari', [3, 4], { status: 'lost', winner: 'dimas' })
  const later = takes('sari', [5, 6], { status: 'lost', winner: 'rina' })
  expect(checkOwnership(START, [right, wrong, later])).toContain('2 calls')
})
