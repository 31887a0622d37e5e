import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { expect, test } from 'vitest'
import { systemText } from './system-text.ts'

const { notices } = DEFAULT_TEAM_SETTINGS

test('the notices are those of the specification', () => {
  const words = 'Human agent (Rina) has taken over this conversation'
  expect(systemText(notices, 'taken-over', { name: 'Rina' })).toBe(words)
  expect(systemText(notices, 'transferred', { name: 'Rina' })).toBe(words)
  expect(systemText(notices, 'handed-to-ai')).toBe('The AI agent is back in this conversation')
})

test('a team words a notice as it likes, and a name is not read as words', () => {
  const own = { ...notices, 'taken-over': '{name} is here. Ask {name}!' }
  expect(systemText(own, 'taken-over', { name: '$& {name}' })).toBe(
    '$& {name} is here. Ask $& {name}!',
  )
})

test('what the team alone is told says who did it, and names are no words there either', () => {
  const about = { name: 'Rina {by}', by: 'Budi {name}' }
  expect(systemText(notices, 'nudged', about)).toBe('Budi {name} nudged Rina {by}')
  const own = { ...notices, resolved: 'Resolved {by} us' }
  expect(systemText(own, 'resolved', { name: 'Rina' })).toBe('Resolved {by} us')
})
