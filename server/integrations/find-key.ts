import type { IntegrationKind, KeyScope } from '@baton/protocol/integration.ts'
import type { Kysely } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { Database } from '../database/schema.ts'
import { sha256 } from '../ground/clock.ts'
import { scopesColumn } from './read-integrations.ts'

/** Whose a key is. */
interface KeyHolder {
  teamId: string
  integrationId: string
  keyId: string
  /** Whether the key is for test conversations only. */
  isTest: boolean
  kind: IntegrationKind
  scopes: readonly KeyScope[]
}

/** The integration that asks, by one request. */
export interface IntegrationActor extends KeyHolder {
  requestId: string
}

/** What is no key is not looked up. */
const KEY = /^bk_(?:test_)?[\w-]{43}$/

/** Milliseconds. The last use of a key is written no more often. */
const USE_NOTED_MS = 60_000

const keyByHash = prepared<{ hash: string }>()((db, place) =>
  db
    .selectFrom('integrationKeys as key')
    .innerJoin('integrations', 'integrations.id', 'key.integrationId')
    .selectAll('key')
    .select('integrations.kind')
    .where('key.hash', '=', place('hash')),
)

/**
 * Whose key this is, as the database has it at this moment; null when it is nobody's, or was revoked. Notes that it was
 * used.
 */
export async function findKey(
  db: Kysely<Database>,
  key: string,
  now: number,
): Promise<KeyHolder | null> {
  if (!KEY.test(key)) return null
  const { rows } = await keyByHash(db, { hash: sha256(key) })
  const [row] = rows
  if (!row) return null
  const { id: keyId, teamId, integrationId, kind, isTest, scopes, lastUsedAt } = row
  await noteUse(db, { id: keyId, lastUsedAt }, now)
  return {
    teamId,
    integrationId,
    keyId,
    kind,
    isTest: isTest === 1,
    scopes: scopesColumn.read(scopes) ?? [],
  }
}

/** No news for anybody, and so no write of the team's. A full disk keeps nobody from asking. */
async function noteUse(
  db: Kysely<Database>,
  { id, lastUsedAt }: { id: string; lastUsedAt: number | null },
  now: number,
): Promise<void> {
  if (lastUsedAt !== null && now - lastUsedAt < USE_NOTED_MS) return
  await db
    .updateTable('integrationKeys')
    .set({ lastUsedAt: now })
    .where('id', '=', id)
    .execute()
    .catch(() => undefined)
}

/** Whether a key still holds, and is used. What waits asks again before it answers. */
export async function isKeyHeld(
  db: Kysely<Database>,
  keyId: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('integrationKeys')
    .select('lastUsedAt')
    .where('id', '=', keyId)
    .executeTakeFirst()
  if (!row) return false
  await noteUse(db, { id: keyId, lastUsedAt: row.lastUsedAt }, now)
  return true
}
