import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What a webhook is sent: every event, or what agents say. */
export const webhookFormat: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('webhooks')
      .addColumn('format', 'text', (c) => c.notNull().defaultTo('events'))
      .execute()
  },
}
