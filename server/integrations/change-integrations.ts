import type { Done } from '@baton/protocol/errors.ts'
import {
  changedIntegration,
  INTEGRATIONS_MAX,
  type ChangedIntegration,
  type ChangeIntegration,
  type MakeIntegration,
  type RemoveIntegration,
} from '@baton/protocol/integration.ts'
import type { Kysely } from 'kysely'
import type { Act } from '../changes/act.ts'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import type { Ids } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import { tellTeam } from '../team/tell-team.ts'
import { findIntegration, showIntegration, type IntegrationRow } from './read-integrations.ts'
import { deleteWebhook } from './webhooks/change-webhook.ts'
import { webhookOf } from './webhooks/webhook-row.ts'

/** What an admin can change. */
const CHANGEABLE = ['name', 'avatar', 'watchOnly'] as const

interface Deps {
  db: Kysely<Database>
  log: TeamLog
}

interface MakeDeps extends Deps {
  ids: Ids
}

/** Throws `forbidden` unless the agent is an admin, and `invalid` when the team has as many as it may. */
export function makeIntegration(
  deps: MakeDeps,
  agent: AgentActor,
  { id, name, kind }: MakeIntegration,
): Promise<ChangedIntegration> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'make-integration', name, kind] }
  return once(deps, request, keptAsEdit(changedIntegration), async (write) => {
    checkAdmin(agent)
    await checkRoom(write)
    const createdAt = write.now
    const flags = { avatar: null, watchOnly: 0, givesReceipts: 0, gone: 0 }
    const heard = { fetchedAt: null, downSince: null }
    const row: IntegrationRow = {
      id: deps.ids.next(),
      teamId,
      name,
      kind,
      createdAt,
      ...flags,
      ...heard,
    }
    await write.trx.insertInto('integrations').values(row).execute()
    await tellTeam(write)
    tell(write, 'integration:made', row)
    return { integration: await showIntegration(write.trx, row) }
  })
}

async function checkRoom({ trx, teamId }: TeamWrite): Promise<void> {
  const { count } = await trx
    .selectFrom('integrations')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('teamId', '=', teamId)
    .where('gone', '=', 0)
    .executeTakeFirstOrThrow()
  if (Number(count) >= INTEGRATIONS_MAX) throw new Refused('invalid')
}

/** Throws `forbidden` unless the agent is an admin, and `not-found`. */
export function changeIntegration(
  deps: Deps,
  agent: AgentActor,
  { id, integrationId, ...asked }: ChangeIntegration,
): Promise<ChangedIntegration> {
  const { teamId } = agent
  const { name, avatar, watchOnly } = asked
  const content = [agent.id, 'change-integration', integrationId, name, avatar, watchOnly]
  const request = { teamId, id, content }
  return once(deps, request, keptAsEdit(changedIntegration), async (write) => {
    checkAdmin(agent)
    const before = await findIntegration(write.trx, teamId, integrationId)
    const row: IntegrationRow = {
      ...before,
      ...(name !== undefined && { name }),
      ...(avatar !== undefined && { avatar }),
      ...(watchOnly !== undefined && { watchOnly: watchOnly ? 1 : 0 }),
    }
    const changed = CHANGEABLE.filter((field) => row[field] !== before[field])
    if (changed.length > 0) {
      const { name, avatar, watchOnly } = row
      await change(write, integrationId, { name, avatar, watchOnly })
      await tellTeam(write)
      tell(write, 'integration:changed', row, { changed })
    }
    return { integration: await showIntegration(write.trx, row) }
  })
}

/** Revokes the keys, too. Throws `forbidden` unless the agent is an admin, and `not-found`. */
export function removeIntegration(
  deps: Deps,
  agent: AgentActor,
  { id, integrationId }: RemoveIntegration,
): Promise<Done> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'remove-integration', integrationId] }
  return once(deps, request, keptAsEdit(done), async (write) => {
    checkAdmin(agent)
    const row = await findIntegration(write.trx, teamId, integrationId)
    await change(write, integrationId, { gone: 1 })
    await tellTeam(write)
    await write.trx
      .deleteFrom('integrationKeys')
      .where('teamId', '=', teamId)
      .where('integrationId', '=', integrationId)
      .execute()
    const webhook = await webhookOf(write.trx, teamId, integrationId)
    if (webhook) await deleteWebhook(write, webhook.id)
    tell(write, 'integration:removed', row)
    return {}
  })
}

async function change(
  { trx, teamId }: TeamWrite,
  id: string,
  to: Partial<Pick<IntegrationRow, (typeof CHANGEABLE)[number] | 'gone'>>,
): Promise<void> {
  await trx
    .updateTable('integrations')
    .set(to)
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .execute()
}

function tell(
  write: TeamWrite,
  what: 'integration:made' | 'integration:changed' | 'integration:removed',
  { id }: IntegrationRow,
  details: Act['details'] = {},
): void {
  write.acts.push({ what, subject: { kind: 'integration', id }, details })
}
