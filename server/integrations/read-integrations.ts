import {
  keyScope,
  type Integration,
  type IntegrationKey,
  type Integrations,
} from '@baton/protocol/integration.ts'
import type { Webhook } from '@baton/protocol/webhook.ts'
import type { Kysely, Selectable } from 'kysely'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { IntegrationKeyTable, IntegrationTable } from '../database/integration-tables.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import { Refused } from '../ground/refused.ts'
import { toWebhook, webhookOf, webhooksOf } from './webhooks/webhook-row.ts'

export type IntegrationRow = Selectable<IntegrationTable>
export type IntegrationKeyRow = Selectable<IntegrationKeyTable>

export const scopesColumn = jsonColumn(v.array(keyScope))

/** The team's integrations with the keys that hold. Throws `forbidden` unless the agent is an admin. */
export async function listIntegrations(
  db: Kysely<Database>,
  agent: AgentActor,
): Promise<Integrations> {
  checkAdmin(agent)
  const rows = await db
    .selectFrom('integrations')
    .selectAll()
    .where('teamId', '=', agent.teamId)
    .where('gone', '=', 0)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  const keys = await keysIn(db, agent.teamId).execute()
  const webhooks = await webhooksOf(db, agent.teamId)
  return {
    integrations: rows.map((row) =>
      toIntegration(row, {
        keys: keys.filter(({ integrationId }) => integrationId === row.id),
        webhook: webhooks.get(row.id) ?? null,
      }),
    ),
  }
}

/** The integration of this id. Throws `not-found` when the team has none, or has removed it. */
export async function findIntegration(
  db: Kysely<Database>,
  teamId: string,
  id: string,
): Promise<IntegrationRow> {
  const row = await db
    .selectFrom('integrations')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('gone', '=', 0)
    .executeTakeFirst()
  if (!row) throw new Refused('not-found')
  return row
}

/** The keys of an integration that hold, the oldest first. */
export function keysOf(db: Kysely<Database>, row: IntegrationRow): Promise<IntegrationKeyRow[]> {
  return keysIn(db, row.teamId).where('integrationId', '=', row.id).execute()
}

function keysIn(db: Kysely<Database>, teamId: string) {
  return db
    .selectFrom('integrationKeys')
    .selectAll()
    .where('teamId', '=', teamId)
    .orderBy('createdAt')
    .orderBy('id')
}

/** An integration with what it has, as admins see it. */
export async function showIntegration(
  db: Kysely<Database>,
  row: IntegrationRow,
): Promise<Integration> {
  const webhook = await webhookOf(db, row.teamId, row.id)
  return toIntegration(row, {
    keys: await keysOf(db, row),
    webhook: webhook && (await toWebhook(db, webhook)),
  })
}

function toIntegration(
  row: IntegrationRow,
  { keys, webhook }: { keys: readonly IntegrationKeyRow[]; webhook: Webhook | null },
): Integration {
  const { id, name, kind, avatar, downSince, createdAt: madeAt } = row
  return {
    id,
    name,
    kind,
    avatar,
    watchOnly: row.watchOnly === 1,
    givesReceipts: row.givesReceipts === 1,
    downSince,
    madeAt,
    keys: keys.map(toKey),
    webhook,
  }
}

/** A stored key as admins see it. */
export function toKey(row: IntegrationKeyRow): IntegrationKey {
  const { id, ending, isTest, scopes, createdAt: madeAt, lastUsedAt } = row
  return {
    id,
    ending,
    test: isTest === 1,
    scopes: scopesColumn.read(scopes) ?? [],
    madeAt,
    lastUsedAt,
  }
}
