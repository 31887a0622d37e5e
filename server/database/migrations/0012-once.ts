import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

type Before = {
  templateVersions: {
    teamId: string
    templateId: string
    version: number
    writeId: string
    fingerprint: string
    content: string
    ownerId: string | null
    gone: number
    at: number
    byName: string | null
  }
  edits: { teamId: string; id: string; fingerprint: string; result: string; at: number }
}

/**
 * The first answers to changes of templates, kept where those of other requests are; and indexes by which what is
 * done every few seconds reads only what it is about.
 */
export const onceEverywhere: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await keepAnswersOfTemplates(db)
    await db.schema
      .createIndex('conversations_owner')
      .on('conversations')
      .column('ownerId')
      .where(sql.ref('ownerId'), 'is not', null)
      .execute()
    await db.schema
      .createIndex('conversations_waiting')
      .on('conversations')
      .columns(['teamId', 'waitingSince'])
      .where(sql.ref('waitingSince'), 'is not', null)
      .execute()
    await db.schema
      .createIndex('conversations_leased')
      .on('conversations')
      .column('leaseHolder')
      .where(sql.ref('leaseHolder'), 'is not', null)
      .execute()
  },
}

async function keepAnswersOfTemplates(db: Kysely<unknown>): Promise<void> {
  const typed = db.$extendTables<Before>()
  const actions = { tags: [], note: '', then: 'stay' }
  // What the server came with was nobody's request.
  const rows = await typed
    .selectFrom('templateVersions')
    .selectAll()
    .where('fingerprint', '!=', '')
    .execute()
  for (const row of rows) {
    const content = { attachments: [], actions, ...(JSON.parse(row.content) as object) }
    const template = {
      ...{ id: row.templateId, ...content, version: row.version },
      ...{ updatedAt: row.at, updatedBy: row.byName, ownerId: row.ownerId },
    }
    await typed
      .insertInto('edits')
      .values({
        ...{ teamId: row.teamId, id: row.writeId, fingerprint: row.fingerprint, at: row.at },
        result: JSON.stringify(row.gone === 1 ? {} : { template }),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
