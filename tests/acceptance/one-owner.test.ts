import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startServer } from './support/server.ts'

test('a second server on the same SQLite file refuses, naming the living process and the file', async () => {
  const server = await startServer('sqlite')
  const second = spawn(process.execPath, [join(import.meta.dirname, '../../server/main.ts')], {
    env: {
      ...process.env,
      BATON_DATABASE: server.address,
      BATON_PORT: '0',
      BATON_SECRET: 'x'.repeat(32),
    },
  })
  const [said] = await Promise.all([text(second.stderr), once(second, 'exit')])
  expect(second.exitCode).toBe(1)
  expect(said).toContain(`process ${process.pid}`)
  expect(said).toContain(server.address)
  await server.stop()
})
