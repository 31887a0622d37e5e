import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'

// A server is asked to stop, in each of the ways that it may have been started: it ends cleanly and leaves nobody.

const STARTED: Record<string, [command: string, ...args: string[]]> = {
  node: [process.execPath, 'server/main.ts'],
  'npm run server': ['npm', 'run', 'server'],
  'a shell': ['sh', '-c', 'exec npm run server'],
}
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

const cases = Object.keys(STARTED).flatMap((how) => SIGNALS.map((signal) => [how, signal] as const))

test.each(cases)('a server started by %s stops cleanly on %s', async (how, signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-stopped-'))
  const file = join(folder, 'baton.sqlite')
  const [command, ...args] = STARTED[how] ?? ['']
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      ...{ ...process.env, BATON_PORT: '0', BATON_DATABASE: file, BATON_LOG_LEVEL: 'fatal' },
      ...{ BATON_SECRET: 'x'.repeat(32), BATON_DEMO: '0' },
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  let server = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const pid = /"event":"listening".*"pid":(\d+)/.exec(line)?.[1]
    if (pid === undefined) continue
    server = Number(pid)
    break
  }
  onTestFinished(() => {
    if (isAlive(server)) process.kill(server, 'SIGKILL')
    rmSync(folder, { recursive: true })
  })
  expect(existsSync(`${file}.owner`)).toBe(true)
  child.kill(signal)
  await ended
  await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
  // What only a clean end does.
  expect([existsSync(`${file}.owner`), existsSync(`${file}.socket`)]).toEqual([false, false])
  expect(existsSync(`${file}-wal`)).toBe(false)
})

test('a server whose npm was killed does not go on alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-stopped-'))
  const child = spawn('npm', ['run', 'server'], {
    cwd: ROOT,
    env: {
      ...{ ...process.env, BATON_PORT: '0', BATON_DATABASE: join(folder, 'baton.sqlite') },
      ...{ BATON_SECRET: 'x'.repeat(32), BATON_LOG_LEVEL: 'fatal', BATON_DEMO: '0' },
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let server = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const pid = /"event":"listening".*"pid":(\d+)/.exec(line)?.[1]
    if (pid === undefined) continue
    server = Number(pid)
    break
  }
  onTestFinished(() => {
    if (isAlive(server)) process.kill(server, 'SIGKILL')
    rmSync(folder, { recursive: true })
  })
  child.kill('SIGKILL')
  await expect.poll(() => isAlive(server), { timeout: 20_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== 0
  } catch {
    return false
  }
}
