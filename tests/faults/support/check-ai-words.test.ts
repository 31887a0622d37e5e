import { expect, test } from 'vitest'
import { aiWordsHeard, aiWordsStored, type Heard } from './check-ai-words.ts'

let seq = 0
const said = (author: 'ai' | 'customer', text: string): Heard => ({
  kind: 'message',
  message: { author: { kind: author }, text, seq: (seq += 1) },
})
const notice = (event: 'taken-over' | 'handed-to-ai'): Heard => ({
  kind: 'message',
  message: { author: { kind: 'system', event }, text: event, seq: (seq += 1) },
})
const streaming = (text: string): Heard => ({ kind: 'streaming', text })

test('the AI may speak before a take-over and after it was given the conversation back', () => {
  const heard = [
    streaming('Hel'),
    said('ai', 'Hello'),
    notice('taken-over'),
    said('customer', 'Hi'),
  ]
  expect(aiWordsHeard([...heard, notice('handed-to-ai'), streaming('Back')])).toEqual([])
})

test('a streamed word after the take-over is found', () => {
  const problems = aiWordsHeard([streaming('Hel'), notice('taken-over'), streaming('Hello')])
  expect(problems).toEqual([
    expect.stringContaining('after "taken-over" the AI said "Hello", following streaming, system'),
  ])
})

test('a stored reply after the take-over is found', () => {
  const messages = [notice('taken-over'), said('ai', 'Too late')].flatMap((event) =>
    event.kind === 'message' ? [event.message] : [],
  )
  expect(aiWordsStored(messages)).toHaveLength(1)
})

test('the end of a stream is no word', () => {
  expect(aiWordsHeard([streaming('Hel'), notice('taken-over'), { kind: 'ended' }])).toEqual([])
})
