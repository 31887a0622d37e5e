// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../database/migrate.ts'
import { openDatabase } from '../database/open.ts'
import { forgetOld, KEPT_MS } from './forget-old.ts'

const ENTRIES = 1_000

test('forgetting serves others in between, and keeps what is younger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-audit-'))
  const database = openDatabase(join(folder, 'baton.sqlite'))
  try {
    const { db } = database
    await migrate(db)
    const team = { id: 'team-1', slug: 'one', name: 'One', rev: 0, createdAt: 0 }
    await db.insertInto('teams').values(team).execute()
    const done = { byKind: 'server', byId: null, sessionId: null, address: null, details: '{}' }
    const what = { what: 'team:made', stage: 'done', subjectKind: 'team', subjectId: team.id }
    const entries = Array.from({ length: ENTRIES + 1 }, (_, n) => {
      const at = n === ENTRIES ? KEPT_MS : 0
      return { id: String(n), teamId: team.id, at, ...done, ...what }
    })
    await db.insertInto('audit').values(entries).execute()
    let turns = 0
    const count = () => {
      turns += 1
      turning = setImmediate(count)
    }
    let turning = setImmediate(count)
    await forgetOld(db, KEPT_MS + 1)
    clearImmediate(turning)
    expect(turns).toBeGreaterThan(4)
    const left = await db.selectFrom('audit').select('id').execute()
    expect(left).toEqual([{ id: String(ENTRIES) }])
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
})
