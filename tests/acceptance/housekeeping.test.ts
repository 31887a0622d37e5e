import type { Insertable, Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
import { forgetOldUses } from '../../server/ai/turns/turn-budgets.ts'
import { forgetUploads } from '../../server/attachments/upload-quota.ts'
import { forgetOld } from '../../server/audit/forget-old.ts'
import { pruneFailures } from '../../server/auth/sign-in-failures.ts'
import { prunePlaces } from '../../server/auth/sign-in-places.ts'
import { migrate } from '../../server/database/migrate.ts'
import { openDatabase } from '../../server/database/open.ts'
import type { Database } from '../../server/database/schema.ts'
import { forgetEvents } from '../../server/integrations/events/forget-events.ts'
import { createDatabase, ENGINES } from './support/databases.ts'

// What is forgotten by time is deleted a few rows at a time: SQLite serves nobody while a statement lasts.

const DAY_MS = 24 * 60 * 60_000
/** Everything that is kept for a time is older than that here. */
const NOW = 1_000 * DAY_MS
const OLD = 1_000
const team = { id: 'team-1', slug: 'one', name: 'One', rev: 0, createdAt: 0 }
const flags = { gone: 0, watchOnly: 0, givesReceipts: 0 }
const integration = { id: 'bot-1', teamId: team.id, name: 'Bot', kind: 'bot' as const, ...flags }

const TABLES = [
  ...(['uploads', 'signInPlaces', 'signInFailures', 'turnUses', 'audit'] as const),
  'integrationEvents',
] as const
type Table = (typeof TABLES)[number]

/** A row of each table, as it is `at` a time. */
const rows: { [T in Table]: (n: number, at: number) => Insertable<Database[T]> } = {
  uploads: (n, at) => ({
    ...{ uploaderId: 'ana', id: String(n), teamId: team.id, uploaderKind: 'customer' as const },
    ...{ address: null, size: 1, at },
  }),
  signInPlaces: (n, at) => ({ account: 'ana', address: String(n), at }),
  signInFailures: (n, at) => ({ key: String(n), count: 1, at }),
  turnUses: (n, at) => ({
    ...{ teamId: team.id, asker: String(n), minute: 0, minuteTurns: 1 },
    ...{ day: Math.floor(at / DAY_MS), dayTurns: 1, dayLetters: 1 },
  }),
  audit: (n, at) => ({
    ...{ id: String(n), teamId: team.id, at, what: 'team:made', stage: 'done' as const },
    ...{ byKind: 'server' as const, byId: null, sessionId: null, address: null, details: '{}' },
    ...{ subjectKind: 'team' as const, subjectId: team.id },
  }),
  integrationEvents: (n, at) => ({
    ...{ id: String(n), teamId: team.id, integrationId: integration.id, rev: n, place: 0 },
    ...{ at, isTest: 0, body: '{}' },
  }),
}

const forgetting: Record<Table, (db: Kysely<Database>) => Promise<void>> = {
  uploads: (db) => forgetUploads(db, NOW),
  signInPlaces: (db) => prunePlaces(db, NOW),
  signInFailures: (db) => pruneFailures(db, NOW),
  turnUses: (db) => forgetOldUses(db, () => NOW),
  audit: (db) => forgetOld(db, NOW),
  integrationEvents: (db) => forgetEvents(db, NOW),
}

describe.each(ENGINES)('on %s', (engine) => {
  test.each(TABLES)(
    'forgetting %s serves others in between, and keeps what is younger',
    async (table) => {
      const made = await createDatabase(engine)
      const database = openDatabase(made.address)
      try {
        const { db } = database
        await migrate(db)
        await db.insertInto('teams').values(team).execute()
        await db
          .insertInto('integrations')
          .values({ ...integration, createdAt: 0 })
          .execute()
        const old = Array.from({ length: OLD }, (_, n) => rows[table](n, 0))
        await db
          .insertInto(table)
          .values([...old, rows[table](OLD, NOW)])
          .execute()
        let turns = 0
        const count = () => {
          turns += 1
          turning = setImmediate(count)
        }
        let turning = setImmediate(count)
        await forgetting[table](db)
        clearImmediate(turning)
        expect(turns).toBeGreaterThan(4)
        const left = await db.selectFrom(table).selectAll().execute()
        expect(left).toHaveLength(1)
        expect(left).toMatchObject([rows[table](OLD, NOW)])
      } finally {
        await database.close()
        await made.remove()
      }
    },
  )
})
