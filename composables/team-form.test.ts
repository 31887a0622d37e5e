import { DEFAULT_TEAM_SETTINGS as before } from '@baton/protocol/team-settings.ts'
import { expect, test } from 'vitest'
import { changeOf, toForm } from './team-form.ts'

test('a form that nobody touched changes nothing', () => {
  expect(changeOf(toForm(before), before)).toEqual({})
})

test('only what was touched is asked for, in the units of the protocol', () => {
  const form = { ...toForm(before), waitMinutes: 2.5, backToAi: true, undoSeconds: 5 }
  expect(changeOf(form, before)).toEqual({
    ...{ waitLimitMs: 150_000, undoSendMs: 5_000, backToAiAfterMs: 1_800_000 },
  })
})

test.each([
  { waitMinutes: 0 },
  { waitMinutes: Number.NaN },
  { undoSeconds: 31 },
  { maxMegabytes: -1 },
  { types: 'a picture' },
  { notices: { ...before.notices, resolved: '  ' } },
])('a form with %j is out of its limits', (wrong) => {
  expect(changeOf({ ...toForm(before), ...wrong }, before)).toBeNull()
})
