import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { deleteInSlices, SLICE } from '../database/delete-in-slices.ts'
import type { Database } from '../database/schema.ts'
import { chunksOf } from '../ground/chunks.ts'

/** How failures turn into waiting. Times in ms. */
export interface DelayRule {
  /** So many failures cost nothing. */
  free: number
  /** How long to wait after the last failure, with so many over the free ones; 0 is the first of them. */
  delay: (over: number) => number
  /** After so long without one, failures are forgotten. */
  forgetMs: number
}

/** Rows kept at most, beside those of the last hour: who tries many names must not fill the disk. */
const ROWS_MAX = 50_000
/** Rows over that removed at a time. */
const SURPLUS_MAX = 10_000
const DAY_MS = 24 * 60 * 60_000

interface Failures {
  count: number
  at: number
}

async function read(db: Kysely<Database>, key: string): Promise<Failures | undefined> {
  return db
    .selectFrom('signInFailures')
    .select(['count', 'at'])
    .where('key', '=', key)
    .executeTakeFirst()
}

function waitAfter(row: Failures | undefined, rule: DelayRule, now: number): number {
  if (!row || isForgotten(row, rule, now) || row.count < rule.free) return 0
  const delay = rule.delay(row.count - rule.free)
  // A clock that went back makes nobody wait longer than the rule says.
  return Math.max(0, Math.min(delay, row.at + delay - now))
}

function isForgotten({ at }: Failures, { forgetMs }: DelayRule, now: number): boolean {
  return now - at >= forgetMs
}

/** How long whoever tries has to wait, in ms; 0 when they need not. */
export async function waitOf(
  db: Kysely<Database>,
  key: string,
  rule: DelayRule,
  now: number,
): Promise<number> {
  return waitAfter(await read(db, key), rule, now)
}

/**
 * Counts a failure, unless one has to wait: then it answers how long. Of several at once, on whichever server, each is
 * counted by itself. `failures` is how many there are then.
 */
export async function chargeFailure(
  db: Kysely<Database>,
  key: string,
  rule: DelayRule,
  now: number,
): Promise<{ wait: number; failures: number }> {
  for (;;) {
    const row = await read(db, key)
    const wait = waitAfter(row, rule, now)
    if (row && wait > 0) return { wait, failures: row.count }
    const count = row && !isForgotten(row, rule, now) ? row.count + 1 : 1
    if (await store(db, key, row, { count, at: now })) return { wait: 0, failures: count }
  }
}

/** Whether nobody else stored anything since `before` was read. */
async function store(
  db: Kysely<Database>,
  key: string,
  before: Failures | undefined,
  { count, at }: Failures,
): Promise<boolean> {
  if (!before) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('signInFailures')
      .values({ key, count, at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  }
  const { numUpdatedRows } = await db
    .updateTable('signInFailures')
    .set({ count, at })
    .where('key', '=', key)
    .where('count', '=', before.count)
    .where('at', '=', before.at)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Forgets failures: the password was right. */
export async function forgive(db: Kysely<Database>, key: string): Promise<void> {
  await db.deleteFrom('signInFailures').where('key', '=', key).execute()
}

/** Removes what is a day old, and the least of what is left when there is too much of it. */
export async function pruneFailures(
  db: Kysely<Database>,
  now: number,
  most = ROWS_MAX,
): Promise<void> {
  await deleteInSlices((atMost) =>
    db.deleteFrom('signInFailures').where('key', 'in', (eb) =>
      eb
        .selectFrom('signInFailures')
        .select('key')
        .where('at', '<=', now - DAY_MS)
        .limit(atMost),
    ),
  )
  // The accounts that are tried most are the ones to be remembered.
  const surplus = await db
    .selectFrom('signInFailures')
    .select('key')
    .orderBy('count', 'desc')
    .orderBy('at', 'desc')
    .limit(SURPLUS_MAX)
    .offset(most)
    .execute()
  for (const slice of chunksOf(surplus, SLICE)) {
    const keys = slice.map(({ key }) => key)
    await db.deleteFrom('signInFailures').where('key', 'in', keys).execute()
    await setImmediate()
  }
}
