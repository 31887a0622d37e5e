// @vitest-environment node
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileInUse, lockFile, ownerOf } from './file-lock.ts'

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
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  others.push(child)
  const said = text(child.stderr)
  const failed = once(child, 'exit').then(async () => Promise.reject(new Error(await said)))
  await Promise.race([once(child.stdout, 'data'), failed])
  failed.catch(() => undefined)
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

test('a lock whose file was removed is taken again, and holds', async () => {
  const lock = lockFile(file)
  rmSync(`${file}.lock`)
  expect(lock.check()).toBeNull()
  await expect(otherOwner()).rejects.toThrow(`process ${process.pid}`)
  lock.release()
})

test('a lock that another process has by now is lost, and that process is named', async () => {
  const lock = lockFile(file)
  rmSync(`${file}.lock`)
  const other = await otherOwner()
  expect(lock.check()?.why).toContain(`process ${other.pid ?? 0}`)
  lock.release()
  // What is the other one's stays.
  expect(ownerOf(file)?.pid).toBe(other.pid)
})

test('a database file that was replaced under the process is noticed', () => {
  writeFileSync(file, 'one')
  const lock = lockFile(file)
  expect(lock.check()).toBeNull()
  writeFileSync(`${file}.restored`, 'two')
  renameSync(`${file}.restored`, file)
  expect(lock.check()?.why).toContain('replaced while the server ran')
  lock.release()
})
