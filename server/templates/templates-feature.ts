import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Feature } from '../feature/feature.ts'
import { deleteTemplate, saveTemplate } from './change-templates.ts'
import { historyOf, usesOf } from './read-templates.ts'
import { templateTable } from './template-table.ts'

/** The team's templates, and each agent's own. */
export function templatesFeature({ db }: { db: Kysely<Database> }) {
  return {
    rows: [templateTable],
    agent: {
      'template:save': {
        writes: ({ actor, log }, body) => saveTemplate({ db, log }, actor, body),
      },
      'template:delete': {
        writes: ({ actor, log }, body) => deleteTemplate({ db, log }, actor, body),
      },
      'template:history': {
        reads: ({ actor }, body) => historyOf(db, actor, body),
      },
      'templates:uses': {
        reads: ({ actor }) => usesOf(db, actor),
      },
    },
  } satisfies Feature
}
