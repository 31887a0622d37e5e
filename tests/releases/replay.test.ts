import { describe, expect, test } from 'vitest'
import { ENGINES } from '../acceptance/support/databases.ts'
import { defaultTiming } from '../../server/ground/timing.ts'
import { startServer } from '../acceptance/support/server.ts'
import { readRecording, releases } from './support/files.ts'
import { addPeople } from './support/people.ts'
import { replay } from './support/replay.ts'

test('there is a recording of a release', () => {
  expect(releases()).toContain('0.2.0')
})

describe.each(ENGINES)('what clients of a release ask, on %s', (engine) => {
  test.each(releases())(
    'is answered as by the server of %s',
    async (release) => {
      const server = await startServer(engine, { timing: { undo: defaultTiming.undo } })
      await addPeople(server.app.services)
      expect(await replay(server.url, readRecording(release))).toBeNull()
      await server.stop()
    },
    120_000,
  )
})
