import type { Done } from '@baton/protocol/errors.ts'
import {
  savedTemplate,
  type DeleteTemplate,
  type SavedTemplate,
  type SaveTemplate,
  type WrittenTemplate,
} from '@baton/protocol/template.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { claimForTemplate } from '../attachments/claim-attachments.ts'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { Database, TemplateTable } from '../database/schema.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import { Refused } from '../ground/refused.ts'
import { settingsIn } from '../team/settings-in.ts'
import type { AgentActor } from '../ground/actors.ts'
import { storeVersion } from './store-template.ts'
import { contentOf } from './template-row.ts'

interface Deps {
  db: Kysely<Database>
  log: TeamLog
}

/**
 * Stores a new template, or a new version of one, if it is still at the version the edit was made from.
 * Throws `Refused`: `changed-meanwhile` when it is not, `not-found` for another agent's personal one,
 * `wrong-state` for making a team's template personal, `forbidden` where only admins write the team's.
 */
export function saveTemplate(
  deps: Deps,
  agent: AgentActor,
  body: SaveTemplate,
): Promise<SavedTemplate> {
  const { id: writeId, templateId, baseVersion, personal, content: written } = body
  const content = [agent.id, 'save', templateId, personal, partsOf(written)]
  const request = { teamId: agent.teamId, id: writeId, content }
  return once(deps, request, keptAsEdit(savedTemplate), async (write, fingerprint) => {
    const before = await findTemplate(write.trx, agent, templateId)
    if (!before && baseVersion > 0) throw new Refused('not-found')
    if ((before?.version ?? 0) !== baseVersion) throw new Refused('changed-meanwhile')
    if (before && before.ownerId === null && personal) throw new Refused('wrong-state')
    if (!personal) checkMayEdit(write, agent)
    const attachments = await claimForTemplate(write, agent, written.attachments)
    const template = await storeVersion(write, {
      templateId,
      version: baseVersion + 1,
      gone: false,
      content: { ...written, attachments },
      ownerId: personal ? agent.id : null,
      by: agent.name,
      writeId,
      fingerprint,
    })
    return { template }
  })
}

/**
 * Deletes a template, if it is still at the version the agent saw. Its row stays as a tombstone, so that
 * whoever was away learns of it by pulling. Throws `Refused` as `saveTemplate` does.
 */
export function deleteTemplate(
  deps: Deps,
  agent: AgentActor,
  { id: writeId, templateId, baseVersion }: DeleteTemplate,
): Promise<Done> {
  const content = [agent.id, 'delete', templateId, false, null]
  const request = { teamId: agent.teamId, id: writeId, content }
  return once(deps, request, keptAsEdit(done), async (write, fingerprint) => {
    const before = await findTemplate(write.trx, agent, templateId)
    if (!before || before.gone) throw new Refused('not-found')
    if (before.version !== baseVersion) throw new Refused('changed-meanwhile')
    if (before.ownerId === null) checkMayEdit(write, agent)
    await storeVersion(write, {
      templateId,
      version: baseVersion + 1,
      content: contentOf(before),
      gone: true,
      ownerId: before.ownerId,
      by: agent.name,
      writeId,
      fingerprint,
    })
    return {}
  })
}

/** A template this agent may see, deleted ones included. Throws `not-found` for another agent's or team's. */
export async function findTemplate(
  db: Kysely<Database> | Transaction<Database>,
  agent: AgentActor,
  templateId: string,
): Promise<Selectable<TemplateTable> | undefined> {
  const row = await db
    .selectFrom('templates')
    .selectAll()
    .where('id', '=', templateId)
    .executeTakeFirst()
  if (!row) return undefined
  const mine = row.teamId === agent.teamId && (row.ownerId === null || row.ownerId === agent.id)
  if (!mine) throw new Refused('not-found')
  return row
}

/** In an order of its own, whatever order the parts came in. */
function partsOf({ actions, ...content }: WrittenTemplate): unknown[] {
  return [
    ...[content.shortcut, content.title, content.body, content.language],
    ...[content.tags, content.attachments, actions.tags, actions.note, actions.then],
  ]
}

/** Who may write the team's templates is the team's to decide; asked as it is at this moment. */
function checkMayEdit(write: TeamWrite, agent: AgentActor): void {
  if (settingsIn(write).templateEditors !== 'everyone') checkAdmin(agent)
}
