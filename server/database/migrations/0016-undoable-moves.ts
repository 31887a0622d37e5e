import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Moves that the customer is told of later, and the order in which they fall due. */
export const undoableMoves: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('conversations').addColumn('undoable', 'text').execute()
    await db.schema.alterTable('conversations').addColumn('undoableUntil', 'bigint').execute()
    await db.schema
      .createIndex('conversations_undoable')
      .on('conversations')
      .column('undoableUntil')
      .where(sql.ref('undoableUntil'), 'is not', null)
      .execute()
  },
}
