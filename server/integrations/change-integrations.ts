import type { Done } from '@baton/protocol/errors.ts'
import {
  changedIntegration,
  INTEGRATIONS_MAX,
  type ChangedIntegration,
  type MakeIntegration,
  type RemoveIntegration,
  type RenameIntegration,
} from '@baton/protocol/integration.ts'
import type { Kysely } from 'kysely'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import type { Ids } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import { findIntegration, keysOf, toIntegration, type IntegrationRow } from './read-integrations.ts'

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
    const row: IntegrationRow = { id: deps.ids.next(), teamId, name, kind, createdAt, gone: 0 }
    await write.trx.insertInto('integrations').values(row).execute()
    tell(write, 'integration:made', row)
    return { integration: toIntegration(row, []) }
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
export function renameIntegration(
  deps: Deps,
  agent: AgentActor,
  { id, integrationId, name }: RenameIntegration,
): Promise<ChangedIntegration> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'rename-integration', integrationId, name] }
  return once(deps, request, keptAsEdit(changedIntegration), async (write) => {
    checkAdmin(agent)
    const before = await findIntegration(write.trx, teamId, integrationId)
    const row = { ...before, name }
    if (name !== before.name) {
      await change(write, integrationId, { name })
      tell(write, 'integration:renamed', row)
    }
    return { integration: toIntegration(row, await keysOf(write.trx, row)) }
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
    await write.trx
      .deleteFrom('integrationKeys')
      .where('teamId', '=', teamId)
      .where('integrationId', '=', integrationId)
      .execute()
    tell(write, 'integration:removed', row)
    return {}
  })
}

async function change(
  { trx, teamId }: TeamWrite,
  id: string,
  to: Partial<Pick<IntegrationRow, 'name' | 'gone'>>,
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
  what: 'integration:made' | 'integration:renamed' | 'integration:removed',
  { id }: IntegrationRow,
): void {
  write.acts.push({ what, subject: { kind: 'integration', id } })
}
