import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import type { Kysely } from 'kysely'
import type { TeamLog } from '../changes/team-log.ts'
import type { Ids } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { storeVersion } from './store-template.ts'

/** Adds a template of the whole team in nobody's name, as the server does for a new team. */
export function addTemplate(
  deps: { log: TeamLog; ids: Ids },
  teamId: string,
  content: TemplateContent,
): Promise<Template> {
  return deps.log.write(teamId, (write) =>
    storeVersion(write, {
      templateId: deps.ids.next(),
      version: 1,
      content,
      ownerId: null,
      gone: false,
      by: null,
      writeId: deps.ids.next(),
      fingerprint: '',
    }),
  )
}

/** Shortcut and language of a team's templates, with a space between, deleted ones included. */
export async function shortcuts(db: Kysely<Database>, teamId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('templates')
    .select(['shortcut', 'language'])
    .where('teamId', '=', teamId)
    .execute()
  return rows.map(({ shortcut, language }) => `${shortcut} ${language}`)
}
