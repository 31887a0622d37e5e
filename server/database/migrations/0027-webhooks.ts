import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Addresses at which integrations are told of their events, what is yet to be delivered, and what became of it. */
export const webhooks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('integrationId', 'text', (c) => c.notNull().unique().references('integrations.id'))
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('secret', 'text', (c) => c.notNull())
      .addColumn('secretBefore', 'text')
      .addColumn('secretBeforeUntil', 'bigint', (c) => c.notNull().defaultTo(0))
      .addColumn('createdAt', 'bigint', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('parkedAt', 'bigint')
      .addColumn('lastDeliveredAt', 'bigint')
      .addColumn('leaseHolder', 'text')
      .addColumn('leaseUntil', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('webhookLanes')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('webhookId', 'text', (c) => c.notNull())
      .addColumn('conversationId', 'text', (c) => c.notNull())
      .addColumn('rev', 'bigint', (c) => c.notNull())
      .addColumn('place', 'integer', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('dueAt', 'bigint', (c) => c.notNull())
      .addColumn('parkedAt', 'bigint')
      .addPrimaryKeyConstraint('webhookLanes_key', ['webhookId', 'conversationId'])
      .execute()
    await db.schema
      .createTable('webhookDeliveries')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('webhookId', 'text', (c) => c.notNull())
      .addColumn('eventId', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('conversationId', 'text')
      .addColumn('cause', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('attempt', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('status', 'integer')
      .addColumn('trouble', 'text')
      .addColumn('tookMs', 'integer')
      .addColumn('answer', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('webhookDeliveries_order')
      .on('webhookDeliveries')
      .columns(['webhookId', 'id'])
      .execute()
    // Null of events from before: no webhook begins before this step.
    await db.schema.alterTable('integrationEvents').addColumn('conversationId', 'text').execute()
    await db.schema
      .createIndex('integrationEvents_conversation')
      .on('integrationEvents')
      .columns(['conversationId', 'rev', 'place'])
      .execute()
  },
}
