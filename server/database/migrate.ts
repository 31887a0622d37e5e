import type { Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration'
import { customers } from './migrations/0004-customers.ts'
import { first } from './migrations/0001-first.ts'
import { team } from './migrations/0002-team.ts'
import { attachments } from './migrations/0003-attachments.ts'
import { messageSearch } from './migrations/0005-message-search.ts'
import { templates } from './migrations/0006-templates.ts'
import { templateFiles } from './migrations/0007-template-files.ts'
import { wordsLater } from './migrations/0008-words-later.ts'
import { pages } from './migrations/0009-pages.ts'
import { searchAndBudgets } from './migrations/0010-search-and-budgets.ts'
import { bounds } from './migrations/0011-bounds.ts'
import { onceEverywhere } from './migrations/0012-once.ts'
import { olderConversations } from './migrations/0014-older-conversations.ts'
import { searchTerms } from './migrations/0015-search-terms.ts'
import { undoableMoves } from './migrations/0016-undoable-moves.ts'
import { writeChecks } from './migrations/0017-write-checks.ts'
import { notices } from './migrations/0018-notices.ts'
import { audit } from './migrations/0019-audit.ts'
import { integrations } from './migrations/0020-integrations.ts'
import { mirror } from './migrations/0021-mirror.ts'
import { integrationEvents } from './migrations/0022-integration-events.ts'
import { details } from './migrations/0023-details.ts'
import { tests } from './migrations/0024-tests.ts'
import { ratings } from './migrations/0025-ratings.ts'
import { webhooks } from './migrations/0027-webhooks.ts'
import { integrationStatus } from './migrations/0028-integration-status.ts'
import { webhookFormat } from './migrations/0029-webhook-format.ts'
import { model } from './migrations/0030-model.ts'
import { fetched } from './migrations/0033-fetched.ts'
import { queuedDeliveries } from './migrations/0036-queued-deliveries.ts'
import { answeringBot } from './migrations/0037-answering-bot.ts'
import { erasures } from './migrations/0038-erasures.ts'
import { chatAsks } from './migrations/0039-chat-asks.ts'
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
  '0009-pages': pages,
  '0010-search-and-budgets': searchAndBudgets,
  '0011-bounds': bounds,
  '0012-once': onceEverywhere,
  '0014-older-conversations': olderConversations,
  '0015-search-terms': searchTerms,
  '0016-undoable-moves': undoableMoves,
  '0017-write-checks': writeChecks,
  '0018-notices': notices,
  '0019-audit': audit,
  '0020-integrations': integrations,
  '0021-mirror': mirror,
  '0022-integration-events': integrationEvents,
  '0023-details': details,
  '0024-tests': tests,
  '0025-ratings': ratings,
  '0027-webhooks': webhooks,
  '0028-integration-status': integrationStatus,
  '0029-webhook-format': webhookFormat,
  '0030-model': model,
  '0033-fetched': fetched,
  '0036-queued-deliveries': queuedDeliveries,
  '0037-answering-bot': answeringBot,
  '0038-erasures': erasures,
  '0039-chat-asks': chatAsks,
}

/** The database has been used by a newer Baton. */
export class NewerDatabase extends Error {
  constructor(steps: readonly string[]) {
    super(
      `The database was last used by a newer Baton: this one does not know its step ${steps.join(', ')}, and so must not write to it. Start the newer version again, or restore the backup that was made before the update.`,
    )
  }
}

/** A running server is older than what wants to change the tables under it. */
export class OlderServer extends Error {
  constructor() {
    super(
      'The running server is older than this command, which would change the tables under it. Restart the server on this version first.',
    )
  }
}

/** The migrations that have yet to be run. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const found = await migratorOf(db).getMigrations()
  return found.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}

/** Brings the tables up to date; on a failure nothing of the failed step is kept where the engine can. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  await checkNotNewer(db)
  const { error } = await migratorOf(db).migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('The migration failed.')
}

function migratorOf(db: Kysely<Database>): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
}

async function checkNotNewer(db: Kysely<Database>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return
  const run = await db
    .$extendTables<{ [DEFAULT_MIGRATION_TABLE]: { name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .execute()
  const unknown = run.map(({ name }) => name).filter((name) => !(name in migrations))
  if (unknown.length > 0) throw new NewerDatabase(unknown)
}
