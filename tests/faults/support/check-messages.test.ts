import { expect, test } from 'vitest'
import { checkMessages, type View, type Write } from './check-messages.ts'

const write = (n: number, acknowledged: number | null = n): Write => ({
  ...{ writer: 'ana', conversationId: 'c', id: `id-${n}`, text: `message ${n}`, acknowledged },
})
const view = (numbers: readonly number[], over: Partial<View> = {}): View => ({
  ...{ reader: 'rina', conversationId: 'c', complete: true },
  messages: numbers.map((n, index) => ({ id: `id-${n}`, seq: index + 1, text: `message ${n}` })),
  ...over,
})

test('a sound history has no problems', () => {
  const writes = [write(1), write(2), write(3, null)]
  expect(checkMessages(writes, [view([1, 2]), view([1, 2], { reader: 'sari' })])).toEqual([])
  expect(checkMessages(writes, [view([1, 2, 3])])).toEqual([])
})

test('an acknowledged message that is missing is found', () => {
  const problems = checkMessages([write(1), write(2)], [view([1])])
  expect(problems).toEqual([
    `lost: ana's "message 2", acknowledged at 2, is missing for rina: 1 "message 1"`,
  ])
})

test('an acknowledged message in another place is found', () => {
  const problems = checkMessages([write(1, 2)], [view([1])])
  expect(problems.join()).toContain('acknowledged at 2, is at 1')
})

test('a message stored twice is found, under one id or two', () => {
  expect(checkMessages([write(1)], [view([1, 1])]).join()).toContain('doubled: "message 1"')
  const [one] = view([1]).messages
  const under2 = { id: 'other', seq: 2, text: 'message 1' }
  const twice = view([], { messages: one ? [one, under2] : [] })
  expect(checkMessages([write(1)], [twice]).join()).toContain('doubled: "message 1"')
})

test('the AI may say the same twice', () => {
  const again = [1, 2].map((seq) => ({ id: `ai-${seq}`, seq, text: 'Please write to us.' }))
  expect(checkMessages([], [view([], { messages: again })])).toEqual([])
})

test('a hole in the sequence is found, unless the reader does not see everything', () => {
  const messages = [1, 3].map((seq) => ({ id: `id-${seq}`, seq, text: `message ${seq}` }))
  expect(checkMessages([], [view([], { messages })]).join()).toContain('wrong sequence for rina')
  expect(checkMessages([], [view([], { messages, complete: false })])).toEqual([])
})

test('a reader who is shown messages in another order is found', () => {
  const messages = [2, 1].map((seq) => ({ id: `id-${seq}`, seq, text: `message ${seq}` }))
  const problems = checkMessages([], [view([], { messages, complete: false })])
  expect(problems.join()).toContain('wrong sequence')
})

test('two readers who disagree about a place are found', () => {
  const problems = checkMessages([], [view([1, 2]), view([2, 1], { reader: 'sari' })])
  expect(problems).toEqual([
    'readers disagree about place 1: "message 1" for rina, "message 2" for sari',
  ])
})

test('survivors that are no prefix of what was sent are found', () => {
  const writes = [write(1, null), write(2, null), write(3, null)]
  expect(checkMessages(writes, [view([1, 3])]).join()).toContain(
    `of ana's messages "message 2" should follow, but "message 3" does`,
  )
  expect(checkMessages(writes, [view([2, 1])]).join()).toContain('no prefix')
})
