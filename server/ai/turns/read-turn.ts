import { knownName } from '@baton/domain/guest.ts'
import type { Kysely } from 'kysely'
import { aiWordsFor } from '../../conversations/handoff/ai-words.ts'
import { readTalk } from '../../conversations/handoff/read-talk.ts'
import { parseContext } from '../../customers/context.ts'
import type { ConversationRow, Database } from '../../database/schema.ts'
import { toSettings } from '../../team/team-row.ts'
import type { Turn } from '../turn.ts'
import { capTurn } from './cap-turn.ts'

/** What the maker of a reply is told, no more than `capTurn` lets through. Throws when a stored row cannot be read. */
export async function readTurn(db: Kysely<Database>, row: ConversationRow): Promise<Turn> {
  const { language, ...person } = await db
    .selectFrom('teams')
    .leftJoin('people', (join) => join.on('people.id', '=', row.personId))
    .select(['people.language', 'people.context', 'teams.settings'])
    .where('teams.id', '=', row.teamId)
    .executeTakeFirstOrThrow()
  const talk = await readTalk(db, row)
  return capTurn({
    teamId: row.teamId,
    conversationId: row.id,
    customerName: knownName({ id: row.personId, name: row.customerName }),
    language,
    context: parseContext(person.context ?? '{}'),
    words: aiWordsFor(toSettings(person.settings), language),
    messages: talk.messages,
    note: talk.note,
  })
}
