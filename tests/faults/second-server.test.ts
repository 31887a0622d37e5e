import { spawn } from 'node:child_process'
import { linkSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { startLabServer } from './support/lab-server.ts'
import { MARGIN } from './support/sizes.ts'

// Fault 2: a second server is started on the same SQLite file.

const REFUSES_WITHIN_MS = 2_000

/** Starts a server that is expected to end by itself. */
async function startInVain(
  address: string,
  cwd = ROOT,
): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], {
    cwd,
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

/** Other names of the first server's file, and what makes them. `folder` is empty. */
const OTHER_NAMES: Record<
  string,
  (address: string, folder: string) => [address: string, cwd?: string]
> = {
  'a symbolic link': (address, folder) => {
    symlinkSync(address, join(folder, 'link.sqlite'))
    return [join(folder, 'link.sqlite')]
  },
  'a link to its folder': (address, folder) => {
    symlinkSync(dirname(address), join(folder, 'link'))
    return [join(folder, 'link', basename(address))]
  },
  'a link to a link': (address, folder) => {
    symlinkSync(address, join(folder, 'one.sqlite'))
    symlinkSync('one.sqlite', join(folder, 'two.sqlite'))
    return [join(folder, 'two.sqlite')]
  },
  'a path from another folder': (address, folder) => [relative(folder, address), folder],
  'the same path once its lock was removed': (address) => {
    rmSync(`${address}.lock`)
    return [address]
  },
  'the same path once lock and owner were removed': (address) => {
    rmSync(`${address}.lock`)
    rmSync(`${address}.owner`)
    return [address]
  },
}

test.each(Object.keys(OTHER_NAMES))('a second server by %s refuses as well', async (name) => {
  const first = await startLabServer('sqlite')
  const folder = mkdtempSync(join(tmpdir(), 'baton-second-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [address, cwd] = OTHER_NAMES[name]?.(first.address, folder) ?? ['']
  const started = performance.now()
  const { said, code } = await startInVain(address, cwd)
  expect(performance.now() - started).toBeLessThan(REFUSES_WITHIN_MS * MARGIN)
  expect(said).toContain(`process ${first.pid}`)
  expect(code).toBe(1)
  await first.customer()
})

test('a second name by a hard link is refused, since no lock could hold both', async () => {
  const first = await startLabServer('sqlite')
  const second = `${first.address}.second`
  linkSync(first.address, second)
  const { said, code } = await startInVain(second)
  expect(said).toContain('hard link')
  expect(code).toBe(1)
  await first.customer()
})
