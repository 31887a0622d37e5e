import type { ExpressionBuilder } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Versions of templates that have this file and that an agent may see: the team's, and those written while a
 * template was their own.
 */
export function versionsWith(eb: ExpressionBuilder<Database, 'attachments'>, agentId: string) {
  return eb
    .selectFrom('templateFiles')
    .innerJoin('templateVersions', (join) =>
      join
        .onRef('templateVersions.templateId', '=', 'templateFiles.templateId')
        .onRef('templateVersions.version', '=', 'templateFiles.version'),
    )
    .select('templateFiles.templateId')
    .whereRef('templateFiles.teamId', '=', 'attachments.teamId')
    .whereRef('templateFiles.attachmentId', '=', 'attachments.id')
    .where((or) =>
      or.or([
        or('templateVersions.ownerId', 'is', null),
        or('templateVersions.ownerId', '=', agentId),
      ]),
    )
}
