import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { EventBell } from '../events/event-bell.ts'
import type { IntegrationActor } from '../find-key.ts'
import { findMirrored } from '../mirror/find-mirrored.ts'
import { writeAs, type MirrorDeps } from '../mirror/mirror-deps.ts'
import { storeMessages } from '../mirror/post-messages.ts'
import { putConversation } from '../mirror/put-conversation.ts'
import { answerTo, endAsk, keepAsk, type ChatAsk } from './chat-asks.ts'
import type { PostChat, SeedChat } from './seed-schemas.ts'

interface Deps extends MirrorDeps {
  db: Kysely<Database>
  bell: EventBell
  ids: Ids
  /** How long an answer is waited for, in ms. What comes later is told by the webhook. */
  waitMs: number
}

/** Begins a conversation of a customer whom nobody knows yet. Returns its id. */
export async function beginSession(deps: Deps, channel: IntegrationActor): Promise<string> {
  const ref = deps.ids.next()
  const state = await putConversation(deps, channel, ref, { customer: { id: ref } })
  return state.conversation_id
}

/** What is answered, and what it answers: null where there is nothing that has to arrive. */
interface Answered {
  data: SeedChat['data']
  ask: ChatAsk | null
}

/**
 * Stores what a customer says and waits for what the AI answers to it. The response is empty where a human has the
 * conversation, and where a later message has the same answer. Whoever sends it says by `endAsk` whether it arrived.
 * Throws `not-found`.
 */
export async function chatAsChannel(
  deps: Deps,
  channel: IntegrationActor,
  { message, conversation_id: id, additional_context: context }: PostChat,
  gone: AbortSignal,
): Promise<Answered> {
  const { ref } = await findById(deps.db, channel, id)
  if (context) await tellContext(deps, channel, ref, context)
  const said = { id: deps.ids.next(), from: 'customer' as const, text: message }
  const ask = await writeAs(deps, channel, async (write): Promise<ChatAsk> => {
    const row = await findMirrored(write.trx, channel, ref)
    const [result] = await storeMessages(write, deps, row, [said])
    const stored = { conversationId: row.id, seq: result?.seq ?? row.lastSeq }
    await keepAsk(write, stored, deps.waitMs)
    return stored
  })
  const answer = await waitForAnswer(deps, channel, ask, gone)
  if (answer !== null && !gone.aborted) {
    return { data: { response: [answer.text], message_id: answer.id, conversation_id: id }, ask }
  }
  await endAsk(deps.db, ask, false)
  return { data: { response: [], message_id: said.id, conversation_id: id }, ask: null }
}

async function findById(
  db: Kysely<Database>,
  { integrationId, teamId }: IntegrationActor,
  id: string,
): Promise<{ ref: string; state: ReturnType<typeof toldOf>['state']; answeredSeq: number }> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('channelId', '=', integrationId)
    .executeTakeFirst()
  if (!row || row.ref === null) throw new Refused('not-found')
  return { ref: row.ref, state: toldOf(row).state, answeredSeq: row.answeredSeq }
}

/** The customer of a session is called by its name: see `beginSession`. */
async function tellContext(
  deps: Deps,
  channel: IntegrationActor,
  ref: string,
  context: Record<string, string>,
): Promise<void> {
  await putConversation(deps, channel, ref, { customer: { id: ref, context } })
}

/** What the AI says to a message: null where somebody else is to answer, or it takes too long. */
async function waitForAnswer(
  { db, bell, waitMs }: Deps,
  channel: IntegrationActor,
  ask: ChatAsk,
  gone: AbortSignal,
): Promise<{ id: string; text: string } | null> {
  const until = performance.now() + waitMs
  for (;;) {
    const left = Math.max(0, until - performance.now())
    // Heard from before it is read, so that nothing falls between.
    const stop = new AbortController()
    const rung = bell.next(channel, left, AbortSignal.any([gone, stop.signal]))
    const look = async () => {
      const { state, answeredSeq } = await findById(db, channel, ask.conversationId)
      // Read after that: the answer is stored with it.
      return {
        isSettled: state !== 'ai' || answeredSeq >= ask.seq,
        answer: await answerTo(db, ask),
      }
    }
    const { isSettled, answer } = await look().catch((error: unknown) => {
      stop.abort()
      throw error
    })
    if (answer || isSettled || left === 0 || gone.aborted || bell.isStopped) {
      stop.abort()
      return answer
    }
    await rung
  }
}
