import type { Kysely } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { customers } from './migrations/0004-customers.ts'
import { first } from './migrations/0001-first.ts'
import { team } from './migrations/0002-team.ts'
import { attachments } from './migrations/0003-attachments.ts'
import { messageSearch } from './migrations/0005-message-search.ts'
import { templates } from './migrations/0006-templates.ts'
import { templateFiles } from './migrations/0007-template-files.ts'
import { wordsLater } from './migrations/0008-words-later.ts'
import type { Database } from './schema.ts'

/** In the order they run. Append only: a migration that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-first': first,
  '0002-team': team,
  '0003-attachments': attachments,
  '0004-customers': customers,
  '0005-message-search': messageSearch,
  '0006-templates': templates,
  '0007-template-files': templateFiles,
  '0008-words-later': wordsLater,
}

/** Brings the tables up to date; on a failure nothing of the failed step is kept where the engine can. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('The migration failed.')
}
