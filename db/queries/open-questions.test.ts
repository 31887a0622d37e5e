// @vitest-environment node
import type { Author } from '@baton/protocol/message.ts'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aMessage, RINA, testId } from '../testing/builders.ts'
import { openQuestions } from './open-questions.ts'

const CUSTOMER: Author = { kind: 'customer' }
const AI: Author = { kind: 'ai' }
const AGENT: Author = { kind: 'agent', id: RINA.id, name: RINA.name }
const NOTICE: Author = { kind: 'system', event: 'taken-over' }

let databases = 0
type Said = readonly [author: Author, text: string, note?: 'note']
async function questions(said: readonly Said[]) {
  databases += 1
  const db = new BatonDatabase(`questions-${databases}`)
  await db.messages.bulkPut(
    said.map(([author, text, note], index) =>
      aMessage(index + 1, { author, text, visibility: note ? 'team' : 'everyone' }),
    ),
  )
  return openQuestions(db, testId('conversation', 1), said.length)
}

test('what the customer wrote since a human answered is open, the newest first', async () => {
  expect(
    await questions([
      [CUSTOMER, 'Where is it?'],
      [AGENT, 'On its way.'],
      [CUSTOMER, 'My lamp is broken.'],
      [AI, 'I am sorry.'],
      [CUSTOMER, 'A human, please.'],
      [NOTICE, 'Rina has taken over.'],
      [AGENT, 'Looking into it.', 'note'],
    ]),
  ).toEqual(['A human, please.', 'My lamp is broken.'])
})

test('nothing is open once an agent has answered, nor where nothing was said', async () => {
  expect(
    await questions([
      [CUSTOMER, 'Where is it?'],
      [AGENT, 'On its way.'],
    ]),
  ).toEqual([])
  expect(await questions([[CUSTOMER, ' ']])).toEqual([])
  expect(await questions([])).toEqual([])
})

test('of many the three newest are', async () => {
  const many = Array.from({ length: 30 }, (_, n): Said => [CUSTOMER, `${n}`])
  expect(await questions(many)).toEqual(['29', '28', '27'])
})
