import type { Kysely } from 'kysely'
import type { Database, MessageRow } from '../../database/schema.ts'
import type { Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { EventBell } from '../events/event-bell.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { MirrorDeps } from '../mirror/mirror-deps.ts'
import { postMessages } from '../mirror/post-messages.ts'
import { putConversation } from '../mirror/put-conversation.ts'
import type { PostChat, SeedChat } from './seed-schemas.ts'

/** How long an answer is waited for, in ms. What comes later is told by the webhook only. */
const ANSWER_MS = 60_000

interface Deps extends MirrorDeps {
  db: Kysely<Database>
  bell: EventBell
  ids: Ids
}

/** Begins a conversation of a customer whom nobody knows yet. Returns its id. */
export async function beginSession(deps: Deps, channel: IntegrationActor): Promise<string> {
  const ref = deps.ids.next()
  const state = await putConversation(deps, channel, ref, { customer: { id: ref } })
  return state.conversation_id
}

/**
 * Stores what a customer says and waits for what the AI answers. The response is empty where a human has the
 * conversation. Throws `not-found`.
 */
export async function chatAsChannel(
  deps: Deps,
  channel: IntegrationActor,
  { message, conversation_id: id, additional_context: context }: PostChat,
  gone: AbortSignal,
): Promise<SeedChat['data']> {
  const { ref } = await findById(deps.db, channel, id)
  if (context) await tellContext(deps, channel, ref, context)
  const said = { id: deps.ids.next(), from: 'customer' as const, text: message }
  const [result] = await postMessages(deps, channel, ref, [said])
  const after = result?.seq ?? 0
  const answers = await waitForAnswer(deps, channel, { id, after, gone })
  const messageId = answers.at(-1)?.id ?? said.id
  const response = answers.map(({ text }) => text)
  return { response, message_id: messageId, conversation_id: id }
}

async function findById(
  db: Kysely<Database>,
  { integrationId, teamId }: IntegrationActor,
  id: string,
): Promise<{ ref: string; state: ReturnType<typeof toldOf>['state'] }> {
  const row = await db
    .selectFrom('conversations')
    .selectAll()
    .where('teamId', '=', teamId)
    .where('id', '=', id)
    .where('channelId', '=', integrationId)
    .executeTakeFirst()
  if (!row || row.ref === null) throw new Refused('not-found')
  return { ref: row.ref, state: toldOf(row).state }
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

/** What the AI says after a message, once it has said it all: nothing where somebody else is to answer. */
async function waitForAnswer(
  { db, bell }: Deps,
  channel: IntegrationActor,
  { id, after, gone }: { id: string; after: number; gone: AbortSignal },
): Promise<MessageRow[]> {
  const until = performance.now() + ANSWER_MS
  for (;;) {
    const left = Math.max(0, until - performance.now())
    // Heard from before it is read, so that nothing falls between.
    const stop = new AbortController()
    const rung = bell.next(channel, left, AbortSignal.any([gone, stop.signal]))
    const look = Promise.all([answersAfter(db, id, after), findById(db, channel, id)])
    const [answers, { state }] = await look.catch((error: unknown) => {
      stop.abort()
      throw error
    })
    const isOver = answers.length > 0 || state !== 'ai' || left === 0
    if (isOver || gone.aborted || bell.isStopped) {
      stop.abort()
      return answers
    }
    await rung
  }
}

function answersAfter(db: Kysely<Database>, id: string, after: number): Promise<MessageRow[]> {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('conversationId', '=', id)
    .where('seq', '>', after)
    .where('authorKind', '=', 'ai')
    .where('visibility', '=', 'everyone')
    .orderBy('seq')
    .execute()
}
