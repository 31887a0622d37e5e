import type { Kysely, QueryResult } from 'kysely'
import { prepared } from '../database/prepared.ts'
import type { ConversationRow, Database, MessageRow } from '../database/schema.ts'

/** Stores one message; none is affected when its id or its place is taken. */
export const insertMessage = prepared<MessageRow>()((db, place) =>
  db
    .insertInto('messages')
    .values({
      teamId: place('teamId'),
      id: place('id'),
      conversationId: place('conversationId'),
      seq: place('seq'),
      previousSeq: place('previousSeq'),
      authorKind: place('authorKind'),
      authorId: place('authorId'),
      authorName: place('authorName'),
      event: place('event'),
      text: place('text'),
      visibility: place('visibility'),
      at: place('at'),
      rev: place('rev'),
      fingerprint: place('fingerprint'),
      result: place('result'),
      attachments: place('attachments'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

/** What a conversation's UPDATE goes by, beside the columns it sets. */
interface Expected {
  expectedEpoch: number
  expectedLastSeq: number
}

/** By the columns they set: as many as there are ways to change a conversation. */
const updates = new Map<string, ReturnType<typeof updateOf>>()

/**
 * Stores what differs from `before`. None is affected when the stored row is no longer at the epoch and the
 * place of `before`.
 */
export function updateConversation(
  db: Kysely<Database>,
  before: ConversationRow,
  row: ConversationRow,
): Promise<QueryResult<unknown>> {
  allColumns ??= columnsOf(row)
  const columns = allColumns.filter((name) => row[name] !== before[name])
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

/** The same for every row. */
let allColumns: readonly Column[] | undefined

function columnsOf(row: ConversationRow): Column[] {
  return Object.keys(row).filter((name): name is Column => name in row)
}
