import type { Template } from '@baton/protocol/template.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Kysely } from 'kysely'
import type { Ids } from '../clock.ts'
import type { Database } from '../database/schema.ts'

/** Adds a template of the whole team. */
export function createTemplate(
  deps: { log: TeamLog; ids: Ids },
  teamId: string,
  { shortcut, title, body }: Pick<Template, 'shortcut' | 'title' | 'body'>,
): Promise<Template> {
  const template: Template = { id: deps.ids.next(), shortcut, title, body, ownerId: null }
  return deps.log.write(teamId, async (write) => {
    await write.trx
      .insertInto('templates')
      .values({ ...template, teamId, gone: 0, rev: write.rev })
      .execute()
    write.rows.push({ kind: 'template', value: template })
    return template
  })
}

/** The shortcuts of a team's templates, deleted ones included. */
export async function shortcuts(db: Kysely<Database>, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('templates')
    .select('shortcut')
    .where('teamId', '=', teamId)
    .execute()
  return rows.map(({ shortcut }) => shortcut)
}
