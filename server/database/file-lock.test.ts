// @vitest-environment node
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileInUse, lockFile } from './file-lock.ts'

const others: ChildProcess[] = []
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-lock-'))
  file = join(folder, 'baton.sqlite')
})
afterEach(() => {
  for (const other of others.splice(0)) other.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Another process that has the file, until it is killed. */
async function otherOwner() {
  const module = JSON.stringify(join(import.meta.dirname, 'file-lock.ts'))
  const program = `const { lockFile } = await import(${module}); lockFile(process.argv[1]); console.log('locked'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  others.push(child)
  await once(child.stdout, 'data')
  return child
}

test('the file of a living process is refused, and the process named', async () => {
  const other = await otherOwner()
  expect(() => lockFile(file)).toThrow(FileInUse)
  expect(() => lockFile(file)).toThrow(`process ${other.pid ?? 0}`)
})

test("a dead process's lock is taken over", async () => {
  const other = await otherOwner()
  other.kill('SIGKILL')
  await once(other, 'exit')
  lockFile(file).release()
})

test('a lock that was given back can be taken again', () => {
  lockFile(file).release()
  lockFile(file).release()
})
