import type { Kysely, Selectable } from 'kysely'
import type { MirrorNews } from '../../changes/mirror-news.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { deleteInSlices } from '../../database/delete-in-slices.ts'
import type { ChatAskTable } from '../../database/integration-tables.ts'
import type { Database } from '../../database/schema.ts'

// Whoever asks `POST /api/chat` has the answer in the response, or else by the webhook: in one of them, and by which
// message of the customer's it answers.

export type ChatAsk = Pick<Selectable<ChatAskTable>, 'conversationId' | 'seq'>

/** An ask whose process has ended waits so much longer than any, in ms. */
const MORE_MS = 5_000
/** How long it is kept what became of an ask, in ms: as long as events. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000

/** Notes, with the message of the customer's, that its answer is waited for. */
export async function keepAsk(
  { trx, teamId, now }: TeamWrite,
  ask: ChatAsk,
  waitMs: number,
): Promise<void> {
  const waitsUntil = now + waitMs + MORE_MS
  await trx
    .insertInto('chatAsks')
    .values({ ...ask, teamId, at: now, waitsUntil, answerId: null, isGiven: 0 })
    .execute()
}

/**
 * Ties what the AI says in a write to the newest ask that it answers, in that write. Those before it have the same answer,
 * which is shown once.
 */
export async function tieAnswers({ trx, mirrored }: TeamWrite): Promise<void> {
  for (const { before, row, messages } of mirrored) {
    const answer = messages.find(isAnswer)
    if (!answer || before === null || row.botId !== null) continue
    // What a human left open counts as answered, and is owed again once it is handed back.
    const after = Math.min(before.answeredSeq, (before.owedSeq ?? Infinity) - 1)
    const newest = await trx
      .selectFrom('chatAsks')
      .select('seq')
      .where('conversationId', '=', row.id)
      .where('seq', '>', after)
      .where('seq', '<=', row.answeredSeq)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!newest) continue
    await trx
      .updateTable('chatAsks')
      .set({ answerId: answer.id })
      .where('conversationId', '=', row.id)
      .where('seq', '=', newest.seq)
      .execute()
  }
}

function isAnswer({ authorKind, visibility }: MirrorNews['messages'][number]): boolean {
  return authorKind === 'ai' && visibility === 'everyone'
}

/** The text and id of what answers an ask; null while nothing does. */
export async function answerTo(
  db: Kysely<Database>,
  { conversationId, seq }: ChatAsk,
): Promise<{ id: string; text: string } | null> {
  const answer = await db
    .selectFrom('chatAsks')
    .innerJoin('messages', 'messages.id', 'chatAsks.answerId')
    .select(['messages.id', 'messages.text'])
    .where('chatAsks.conversationId', '=', conversationId)
    .where('chatAsks.seq', '=', seq)
    .executeTakeFirst()
  return answer ?? null
}

/** Notes that nobody waits any more: the answer was given in the response, or is told by the webhook. */
export async function endAsk(
  db: Kysely<Database>,
  { conversationId, seq }: ChatAsk,
  isGiven: boolean,
): Promise<void> {
  await db
    .updateTable('chatAsks')
    .set({ waitsUntil: 0, isGiven: isGiven ? 1 : 0 })
    .where('conversationId', '=', conversationId)
    .where('seq', '=', seq)
    .execute()
}

/**
 * What is to become of words of the AI: `late` where nobody has them who asked, `waited-for` while the response may yet
 * have them, `no-ask` where it has them or nobody has asked so.
 */
export async function whereTold(
  db: Kysely<Database>,
  conversationId: string,
  answerId: string,
  now: number,
): Promise<'late' | 'waited-for' | 'no-ask'> {
  const ask = await db
    .selectFrom('chatAsks')
    .select(['waitsUntil', 'isGiven'])
    .where('conversationId', '=', conversationId)
    .where('answerId', '=', answerId)
    .executeTakeFirst()
  if (!ask || ask.isGiven === 1) return 'no-ask'
  return ask.waitsUntil > now ? 'waited-for' : 'late'
}

/** Deletes what is older than events are. */
export async function forgetAsks(db: Kysely<Database>, now: number): Promise<void> {
  await deleteInSlices((atMost) =>
    db.deleteFrom('chatAsks').where((eb) =>
      eb(
        eb.refTuple('conversationId', 'seq'),
        'in',
        eb
          .selectFrom('chatAsks')
          .select(['conversationId', 'seq'])
          .where('at', '<', now - KEPT_MS)
          .limit(atMost)
          .$asTuple('conversationId', 'seq'),
      ),
    ),
  )
}
