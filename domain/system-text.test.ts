import { expect, test } from 'vitest'
import { systemText } from './system-text.ts'

test('the notice of a take-over names the agent, in the words of the specification', () => {
  const words = 'Human agent (Rina) has taken over this conversation'
  expect(systemText('taken-over', 'Rina')).toBe(words)
  expect(systemText('transferred', 'Rina')).toBe(words)
  expect(systemText('handed-to-ai')).toBe('The AI agent is back in this conversation')
})
