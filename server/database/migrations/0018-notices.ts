import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Notices keep whom they are about, so that each reader is told in their language, and conversations who nudged lately. */
export const notices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('messages').addColumn('about', 'text').execute()
    await db.schema.alterTable('conversations').addColumn('nudges', 'text').execute()
  },
}
