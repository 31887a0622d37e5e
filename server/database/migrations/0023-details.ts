import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What integrations say of messages, trials of theirs, and what an admin says of them. */
export const details: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('messages').addColumn('details', 'text').execute()
    await db.schema.alterTable('integrations').addColumn('avatar', 'text').execute()
    const flags = [
      ['conversations', 'isTest'],
      ['integrations', 'watchOnly'],
      ['integrations', 'givesReceipts'],
    ] as const
    for (const [table, column] of flags) {
      await db.schema
        .alterTable(table)
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
    }
  },
}
