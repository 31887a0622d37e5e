import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The bot that answers for the AI agent by its webhook. */
export const answeringBot: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('models')
      .addColumn('botId', 'text', (c) => c.references('integrations.id'))
      .execute()
  },
}
