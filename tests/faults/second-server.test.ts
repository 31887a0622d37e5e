import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { startLabServer } from './support/lab-server.ts'
import { MARGIN } from './support/sizes.ts'

// Fault 2: a second server is started on the same SQLite file.

const REFUSES_WITHIN_MS = 2_000

/** Starts a server that is expected to end by itself. */
async function startInVain(address: string): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
    cwd: ROOT,
    env: { ...process.env, BATON_DEMO: '1', BATON_PORT: '0', BATON_DATABASE: address },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { said, code: child.exitCode }
}

test("a second server refuses soon, naming the living one's process, and the first goes on", async () => {
  const first = await startLabServer('sqlite')
  const started = performance.now()
  const { said, code } = await startInVain(first.address)
  expect(performance.now() - started).toBeLessThan(REFUSES_WITHIN_MS * MARGIN)
  expect(code).toBe(1)
  expect(said).toContain(`process ${first.pid}`)
  expect(said).toContain(first.address)
  await first.customer()
})

test("a killed server's lock is taken over by the next, and defended by it", async () => {
  const first = await startLabServer('sqlite')
  const before = first.pid
  await first.kill()
  await first.start()
  expect(first.pid).not.toBe(before)
  expect((await startInVain(first.address)).said).toContain(`process ${first.pid}`)
})
