// @vitest-environment node
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { randomIds } from '../ground/clock.ts'
import { migrate } from '../database/migrate.ts'
import { openDatabase, type OpenDatabase } from '../database/open.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refused } from '../ground/refused.ts'
import { createTeamLog, type Committed, type TeamLog } from './team-log.ts'
import type { TeamWrite } from './team-write.ts'

const TEAM = 'team-1'

describe('writes of a team that wait together', () => {
  let folder: string
  let database: OpenDatabase
  let log: TeamLog
  let committed: Committed[]

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-log-'))
    database = openDatabase(join(folder, 'baton.sqlite'))
    const { db } = database
    await migrate(db)
    const team = { id: TEAM, slug: 'one', name: 'One', rev: 0, createdAt: 0 }
    await db.insertInto('teams').values(team).execute()
    log = createTeamLog({ db, clock: () => 0, ids: randomIds })
    committed = []
    log.onCommitted((one) => committed.push(one))
  })
  afterEach(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  const addTemplate = (shortcut: string) => async (write: TeamWrite) => {
    const value = {
      id: shortcut,
      shortcut,
      title: '',
      body: '',
      ownerId: null,
      tags: [],
      attachments: [],
      actions: NOTHING_ALONGSIDE,
      language: null,
      version: 1,
      updatedAt: 0,
      updatedBy: null,
    }
    const json = { tags: '[]', attachments: '[]', actions: '{}' }
    const row = { ...value, ...json, teamId: TEAM, gone: 0, rev: write.rev }
    await write.trx.insertInto('templates').values(row).execute()
    write.rows.push({ kind: 'template', value })
    return write.rev
  }
  const stored = () =>
    database.db.selectFrom('templates').select(['id', 'rev']).orderBy('rev').execute()

  test('each has a revision of its own, without holes, told in order', async () => {
    const revs = await Promise.all(['a', 'b', 'c'].map((id) => log.write(TEAM, addTemplate(id))))
    expect(revs).toEqual([1, 2, 3])
    expect(committed.map(({ rev }) => rev)).toEqual([1, 2, 3])
    expect(log.knownPosition(TEAM).rev).toBe(3)
  })

  test('those that come by different connections share one wait for the disk, too', async () => {
    const waits = vi.spyOn(database.db, 'transaction')
    // Each connection has its turn of the event loop; what is asked there is done as far as it can be at once.
    const byConnection = ['a', 'b', 'c', 'd'].map(
      (id) =>
        new Promise((resolve, reject) => {
          setImmediate(() => {
            database.db
              .selectFrom('teams')
              .select('id')
              .executeTakeFirst()
              .then(() => log.write(TEAM, addTemplate(id)))
              .then(resolve, reject)
          })
        }),
    )
    expect(await Promise.all(byConnection)).toEqual([1, 2, 3, 4])
    expect(waits.mock.calls.length).toBeLessThan(4)
  })

  test('one that is refused takes back its own rows and no revision', async () => {
    const refused = async (write: TeamWrite) => {
      await addTemplate('refused')(write)
      throw new Refused('wrong-state')
    }
    const results = await Promise.allSettled([
      log.write(TEAM, addTemplate('a')),
      log.write(TEAM, refused),
      log.write(TEAM, addTemplate('b')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await stored()).toEqual([
      { id: 'a', rev: 1 },
      { id: 'b', rev: 2 },
    ])
  })

  test('one that finds nothing to write answers, and nobody is told', async () => {
    expect(await log.write(TEAM, () => Promise.resolve('as it was'))).toBe('as it was')
    expect(committed).toEqual([])
    expect(await log.write(TEAM, addTemplate('a'))).toBe(1)
  })

  test('a team that is not there is not found', async () => {
    await expect(log.write('nobody', addTemplate('a'))).rejects.toMatchObject({
      failure: { code: 'not-found' },
    })
  })
})
