import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The team's own model, and what it has used. */
export const model: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('models')
      .addColumn('teamId', 'text', (c) => c.primaryKey().references('teams.id'))
      .addColumn('maker', 'text', (c) => c.notNull())
      .addColumn('url', 'text')
      .addColumn('model', 'text')
      .addColumn('apiKey', 'text')
      .addColumn('keyEnding', 'text')
      .addColumn('tokensPerMonth', 'bigint')
      .addColumn('tokensPerTurn', 'integer', (c) => c.notNull())
      .addColumn('overBudget', 'text', (c) => c.notNull())
      .addColumn('firstTokenMs', 'integer', (c) => c.notNull())
      .addColumn('idleMs', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('modelUses')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('tokens', 'bigint', (c) => c.notNull())
      .addColumn('answers', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('modelUses_key', ['teamId', 'month'])
      .execute()
  },
}
