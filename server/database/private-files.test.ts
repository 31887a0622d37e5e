// @vitest-environment node
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { FileHasTwoNames, openDatabase } from './open.ts'
import { keepFolderPrivate, realFile } from './private-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-private-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const rights = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('what belongs to the database', () => {
  test('is for its own user alone, from the first moment', async () => {
    const file = join(folder, 'new', 'deep', 'baton.sqlite')
    const database = openDatabase(file)
    await migrate(database.db)
    for (const part of ['', '-wal', '-shm', '.lock', '.owner']) {
      expect([part, rights(`${file}${part}`)]).toEqual([part, '600'])
    }
    expect(rights(join(folder, 'new', 'deep'))).toBe('700')
    expect(rights(join(folder, 'new'))).toBe('700')
    await database.close()
  })

  test('is mended where an earlier version left it open', async () => {
    const file = join(folder, 'baton.sqlite')
    await openDatabase(file).close()
    for (const part of ['', '.lock']) chmodSync(`${file}${part}`, 0o644)
    writeFileSync(`${file}.owner`, '{}', { mode: 0o644 })
    mkdirSync(join(folder, 'files'))
    chmodSync(folder, 0o755)
    const database = openDatabase(file)
    for (const part of ['', '.lock', '.owner']) expect(rights(`${file}${part}`)).toBe('600')
    expect(rights(folder)).toBe('700')
    await database.close()
  })

  test('does not close a folder that other things are in', () => {
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'something-else'), '')
    keepFolderPrivate(folder, (name) => name.startsWith('baton'))
    expect(rights(folder)).toBe('755')
  })
})

describe('a database by another name', () => {
  test('through symbolic links is the same file, even before it is there', () => {
    mkdirSync(join(folder, 'real'))
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    symlinkSync('../real/baton.sqlite', join(folder, 'real', 'other.sqlite'))
    const real = realFile(join(folder, 'real', 'baton.sqlite'))
    expect(realFile(join(folder, 'link', 'baton.sqlite'))).toBe(real)
    expect(realFile(join(folder, 'link', 'other.sqlite'))).toBe(real)
    expect(realFile(join(folder, 'link', '..', 'real', '.', 'baton.sqlite'))).toBe(real)
  })

  test('by a hard link is refused, in words', async () => {
    const file = join(folder, 'baton.sqlite')
    await openDatabase(file).close()
    linkSync(file, join(folder, 'second.sqlite'))
    for (const name of ['baton.sqlite', 'second.sqlite']) {
      expect(() => openDatabase(join(folder, name))).toThrow(FileHasTwoNames)
    }
  })
})
