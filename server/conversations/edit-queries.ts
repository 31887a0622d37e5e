import { sql, type Kysely, type QueryResult } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { ConversationRow, Database, MessageRow } from '../database/schema.ts'

/** The types are explicit, since PostgreSQL cannot infer those of a SELECT's values. */
const MESSAGE_COLUMNS = {
  teamId: 'text',
  id: 'text',
  conversationId: 'text',
  seq: 'bigint',
  previousSeq: 'bigint',
  authorKind: 'text',
  authorId: 'text',
  authorName: 'text',
  event: 'text',
  about: 'text',
  text: 'text',
  visibility: 'text',
  at: 'bigint',
  rev: 'bigint',
  fingerprint: 'text',
  result: 'text',
  attachments: 'text',
  details: 'text',
} as const satisfies Record<keyof MessageRow, 'text' | 'bigint'>

/** Stores one message. Affects no row when its id or position is taken, or another request used the id. */
export const insertMessage = prepared<MessageRow>()((db, place) => {
  const names = Object.keys(MESSAGE_COLUMNS).filter((name) => isMessageColumn(name))
  const values = names.map((name) => {
    const value = sql<
      MessageRow[typeof name]
    >`cast(${place(name)} as ${sql.raw(MESSAGE_COLUMNS[name])})`
    return value.as(name)
  })
  const edit = db
    .selectFrom('edits')
    .select('edits.id')
    .where('edits.teamId', '=', place('teamId'))
    .where('edits.id', '=', place('id'))
  return db
    .insertInto('messages')
    .columns(names)
    .expression(db.selectNoFrom(values).where((eb) => eb.not(eb.exists(edit))))
    .onConflict((conflict) => conflict.doNothing())
})

/** Stores what a message was changed to. */
export const updateMessage = prepared<MessageRow>()((db, place) =>
  db
    .updateTable('messages')
    .set({ text: place('text'), details: place('details'), rev: place('rev') })
    .where('teamId', '=', place('teamId'))
    .where('id', '=', place('id')),
)

/** Sequences of the messages that the list shows of a conversation: the last one, and the customer's last one. */
export async function findShown(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ last: number | undefined; customers: number | undefined }> {
  const newest = db
    .selectFrom('messages')
    .select('seq')
    .where('conversationId', '=', conversationId)
    .where('visibility', '=', 'everyone')
    .orderBy('seq', 'desc')
    .limit(1)
  const last = await newest.where('authorKind', '<>', 'system').executeTakeFirst()
  const customers = await newest.where('authorKind', '=', 'customer').executeTakeFirst()
  return { last: last?.seq, customers: customers?.seq }
}

function isMessageColumn(name: string): name is keyof MessageRow {
  return name in MESSAGE_COLUMNS
}

/** The conditions of a conversation's UPDATE. */
interface Expected {
  expectedEpoch: number
  expectedLastSeq: number
}

/** Prepared updates by the columns they set: one for each way to change a conversation. */
const updates = new Map<string, ReturnType<typeof updateOf>>()

/**
 * Stores the columns that differ from `before`. Affects no row when the stored row's epoch or last sequence differs
 * from that of `before`.
 */
export function updateConversation(
  db: Kysely<Database>,
  before: ConversationRow,
  row: ConversationRow,
): Promise<QueryResult<unknown>> {
  allColumns ??= columnsOf(row)
  const differ = allColumns.filter((name) => row[name] !== before[name])
  // The revision of a trial stays, and the conditions are checked all the same.
  const columns: readonly Column[] = differ.length > 0 ? differ : ['rev']
  const key = columns.join()
  let update = updates.get(key)
  if (!update) {
    update = updateOf(columns)
    updates.set(key, update)
  }
  const expected = { expectedEpoch: before.epoch, expectedLastSeq: before.lastSeq }
  return update(db, { ...row, ...expected })
}

function updateOf(columns: readonly Column[]) {
  return prepared<ConversationRow & Expected>()((db, place) =>
    columns
      .reduce((query, name) => query.set(name, place(name)), db.updateTable('conversations'))
      .where('id', '=', place('id'))
      .where('epoch', '=', place('expectedEpoch'))
      .where('lastSeq', '=', place('expectedLastSeq')),
  )
}

type Column = keyof ConversationRow

/** Every row has the same columns. */
let allColumns: readonly Column[] | undefined

function columnsOf(row: ConversationRow): Column[] {
  return Object.keys(row).filter((name): name is Column => name in row)
}
