import type { Done } from '@baton/protocol/errors.ts'
import {
  KEYS_MAX,
  madeKey,
  type MadeKey,
  type MakeKey,
  type RevokeKey,
} from '@baton/protocol/integration.ts'
import type { Kysely } from 'kysely'
import { done, keptAsEdit, once, type Kept } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import { sha256, type Ids } from '../ground/clock.ts'
import type { AgentActor } from '../ground/actors.ts'
import { Refused } from '../ground/refused.ts'
import {
  findIntegration,
  keysOf,
  scopesColumn,
  toKey,
  type IntegrationKeyRow,
} from './read-integrations.ts'

const ENDING_LENGTH = 4

interface Deps {
  db: Kysely<Database>
  log: TeamLog
}

const kept = keptAsEdit(madeKey)
/** The answer is kept without the key: the same request again is told which one it made, and not the key. */
const keptWithoutSecret: Kept<MadeKey> = {
  ...kept,
  keep: (write, request, answer) => kept.keep(write, request, { ...answer, secret: null }),
}

/**
 * Makes a key. Throws `forbidden` unless the agent is an admin, `not-found`, and `invalid` when the integration has as
 * many keys as it may.
 */
export function makeKey(
  deps: Deps & { ids: Ids },
  agent: AgentActor,
  { id, integrationId, test, scopes }: MakeKey,
): Promise<MadeKey> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'make-key', integrationId, test, scopes] }
  return once(deps, request, keptWithoutSecret, async (write) => {
    checkAdmin(agent)
    const integration = await findIntegration(write.trx, teamId, integrationId)
    const others = await keysOf(write.trx, integration)
    if (others.length >= KEYS_MAX) throw new Refused('invalid')
    const secret = newSecret(deps.ids, test)
    const row: IntegrationKeyRow = {
      id: deps.ids.next(),
      teamId,
      integrationId,
      hash: sha256(secret),
      ending: secret.slice(-ENDING_LENGTH),
      isTest: test ? 1 : 0,
      scopes: scopesColumn.write([...new Set(scopes)]),
      createdAt: write.now,
      lastUsedAt: null,
    }
    await write.trx.insertInto('integrationKeys').values(row).execute()
    write.acts.push({
      what: 'key:made',
      subject: { kind: 'key', id: row.id },
      details: { integrationId, test, scopes },
    })
    return { key: toKey(row), secret }
  })
}

function newSecret(ids: Ids, test: boolean): string {
  return `${test ? 'bk_test_' : 'bk_'}${ids.secret()}`
}

/** Deletes a key: each request looks its key up, so it opens nothing any more at any server. */
export function revokeKey(deps: Deps, agent: AgentActor, { id, keyId }: RevokeKey): Promise<Done> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'revoke-key', keyId] }
  return once(deps, request, keptAsEdit(done), async (write) => {
    checkAdmin(agent)
    const row = await write.trx
      .deleteFrom('integrationKeys')
      .where('teamId', '=', teamId)
      .where('id', '=', keyId)
      .returning('integrationId')
      .executeTakeFirst()
    if (!row) throw new Refused('not-found')
    const { integrationId } = row
    const subject = { kind: 'key' as const, id: keyId }
    write.acts.push({ what: 'key:revoked', subject, details: { integrationId } })
    return {}
  })
}
