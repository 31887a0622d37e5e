import { knownName } from '@baton/domain/guest.ts'
import { context } from '@baton/protocol/visit.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { aiWordsFor } from '../../conversations/handoff/ai-words.ts'
import { capTurn } from '../../conversations/handoff/cap-turn.ts'
import { readTalk } from '../../conversations/handoff/read-talk.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import { toSettings } from '../../team/team-row.ts'
import type { Turn } from '../turn.ts'

/** What the maker of a reply is told, no more than `capTurn` lets through. */
export async function readTurn(db: Kysely<Database>, row: ConversationRow): Promise<Turn> {
  const { language, ...person } = await db
    .selectFrom('teams')
    .leftJoin('people', (join) => join.on('people.id', '=', row.personId))
    .select(['people.language', 'people.context', 'teams.settings'])
    .where('teams.id', '=', row.teamId)
    .executeTakeFirstOrThrow()
  const said: unknown = JSON.parse(person.context ?? '{}')
  const talk = await readTalk(db, row)
  return capTurn({
    teamId: row.teamId,
    conversationId: row.id,
    customerName: knownName({ id: row.personId, name: row.customerName }),
    language,
    context: v.parse(context, said),
    words: aiWordsFor(toSettings(person.settings), language),
    messages: talk.messages,
    note: talk.note,
  })
}
