import { expect, test } from 'vitest'
import { closestVariable } from './closest-variable.ts'

test.each([
  ['customer.nmae', 'customer.name'],
  ['Customer First-Name', 'customer.first_name'],
  ['agentname', 'agent.name'],
  ['conversation', 'conversation.id'],
  ['weather', null],
  ['', null],
])('%j is taken for %j', (written, meant) => {
  expect(closestVariable(written)).toBe(meant)
})
