import type { TemplateHistory, TemplateUses, TemplateVersions } from '@baton/protocol/template.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import { withinFrame } from '../changes/fits.ts'
import { Refused } from '../ground/refused.ts'
import type { AgentActor } from '../ground/actors.ts'
import { findTemplate } from './change-templates.ts'
import { toContent } from './template-row.ts'

/** Of a template that was changed more often, the oldest are left out; so are those that do not fit into a frame. */
const VERSIONS_MAX = 50

/** The newest versions of a template. Throws `Refused` `not-found` for another agent's or team's. */
export async function historyOf(
  db: Kysely<Database>,
  agent: AgentActor,
  { templateId }: TemplateHistory,
): Promise<TemplateVersions> {
  if (!(await findTemplate(db, agent, templateId))) throw new Refused('not-found')
  const rows = await db
    .selectFrom('templateVersions')
    .selectAll()
    .where('templateId', '=', templateId)
    // What was written while it was personal is its owner's.
    .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', agent.id)]))
    .orderBy('version', 'desc')
    .limit(VERSIONS_MAX)
    .execute()
  const versions = rows.map(({ version, gone, content, at, byName }) => ({
    version,
    gone: gone === 1,
    content: toContent(content),
    at,
    by: byName,
  }))
  return { versions: withinFrame(versions) }
}

/** How often messages were sent with the team's templates and this agent's own. */
export async function usesOf(db: Kysely<Database>, agent: AgentActor): Promise<TemplateUses> {
  const rows = await db
    .selectFrom('templateUses')
    .innerJoin('templates', 'templates.id', 'templateUses.templateId')
    .select(['templateUses.templateId', 'templateUses.agentId', 'count', 'lastAt'])
    .where('templateUses.teamId', '=', agent.teamId)
    .where('templates.gone', '=', 0)
    .where((eb) =>
      eb.or([eb('templates.ownerId', 'is', null), eb('templates.ownerId', '=', agent.id)]),
    )
    .execute()
  const uses = new Map<string, TemplateUses['uses'][number]>()
  for (const { templateId, agentId, count, lastAt } of rows) {
    const known = uses.get(templateId) ?? { templateId, count: 0, mine: 0, lastAt: 0 }
    uses.set(templateId, {
      templateId,
      count: known.count + count,
      mine: known.mine + (agentId === agent.id ? count : 0),
      lastAt: Math.max(known.lastAt, lastAt),
    })
  }
  return { uses: [...uses.values()] }
}
