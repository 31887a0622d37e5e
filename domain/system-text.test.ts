import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { expect, test } from 'vitest'
import { systemText } from './system-text.ts'

const { notices } = DEFAULT_TEAM_SETTINGS

test('the notices are those of the specification', () => {
  const words = 'Human agent (Rina) has taken over this conversation'
  expect(systemText(notices, 'taken-over', 'Rina')).toBe(words)
  expect(systemText(notices, 'transferred', 'Rina')).toBe(words)
  expect(systemText(notices, 'handed-to-ai')).toBe('The AI agent is back in this conversation')
})

test('a team words a notice as it likes, and a name is not read as words', () => {
  const own = { ...notices, 'taken-over': '{name} is here. Ask {name}!' }
  expect(systemText(own, 'taken-over', '$& {name}')).toBe('$& {name} is here. Ask $& {name}!')
})
