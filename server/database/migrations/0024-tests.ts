import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Trials of integrations have customers and events of their own. */
export const tests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('mirroredCustomers').renameTo('mirroredCustomersBefore').execute()
    await db.schema
      .createTable('mirroredCustomers')
      .addColumn('teamId', 'text', (c) => c.notNull().references('teams.id'))
      .addColumn('integrationId', 'text', (c) => c.notNull().references('integrations.id'))
      .addColumn('isTest', 'integer', (c) => c.notNull())
      .addColumn('externalId', 'text', (c) => c.notNull())
      .addColumn('personId', 'text', (c) => c.notNull().references('people.id'))
      .addPrimaryKeyConstraint('mirroredCustomers_name', ['integrationId', 'isTest', 'externalId'])
      .execute()
    await sql`
      insert into "mirroredCustomers" ("teamId", "integrationId", "isTest", "externalId", "personId")
      select "teamId", "integrationId", 0, "externalId", "personId" from "mirroredCustomersBefore"
    `.execute(db)
    await db.schema.dropTable('mirroredCustomersBefore').execute()
    await db.schema
      .alterTable('integrationEvents')
      .addColumn('isTest', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createIndex('integrationEvents_tests')
      .on('integrationEvents')
      .columns(['integrationId', 'rev', 'place'])
      .where(sql.ref('isTest'), '=', sql.lit(1))
      .execute()
  },
}
