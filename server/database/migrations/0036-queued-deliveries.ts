import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What admins asked webhooks for and is not sent yet: looked for with each event, few among many that were sent. */
export const queuedDeliveries: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('webhookDeliveries_queued')
      .on('webhookDeliveries')
      .columns(['webhookId', 'id'])
      .where(sql.ref('state'), '=', sql.lit('queued'))
      .execute()
  },
}
