import { context } from '@baton/protocol/visit.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { jsonColumn } from '../../database/json-column.ts'
import type { Database } from '../../database/schema.ts'
import { whereTold } from '../seed/chat-asks.ts'
import type { WebhookRow } from './webhook-row.ts'

const contextColumn = jsonColumn(context)
const words = v.pipe(v.string(), v.nonEmpty())

/** What of an event tells words to the customer from anything else. A file alone, and what is erased, has none. */
const wordsToCustomer = v.object({
  type: v.literal('message.created'),
  conversation_id: v.string(),
  message: v.object({
    id: v.string(),
    from: v.picklist(['agent', 'ai']),
    text: words,
    at: v.number(),
  }),
})

/** What is sent of an event; `not-yet` where another look has to tell. */
type Body = { kind: 'body'; text: string } | { kind: 'nothing' } | { kind: 'not-yet' }

/** What is sent of an event in the webhook's format. */
export async function bodyFor(
  db: Kysely<Database>,
  { format }: WebhookRow,
  event: string,
  now: number,
): Promise<Body> {
  if (format === 'events') return { kind: 'body', text: event }
  const said = v.safeParse(wordsToCustomer, JSON.parse(event))
  if (!said.success) return { kind: 'nothing' }
  const { conversation_id: conversationId, message } = said.output
  const isAi = message.from === 'ai'
  if (isAi) {
    const told = await whereTold(db, conversationId, message.id, now)
    if (told !== 'late') return { kind: told === 'no-ask' ? 'nothing' : 'not-yet' }
  }
  const text = JSON.stringify({
    response: [message.text],
    conversation_id: conversationId,
    message_id: message.id,
    additional_context: await contextOf(db, conversationId),
    source: isAi ? 'ai_agent' : 'human_agent',
    timestamp: new Date(message.at).toISOString(),
  })
  return { kind: 'body', text }
}

/** What the channel said of the customer. */
async function contextOf(
  db: Kysely<Database>,
  conversationId: string,
): Promise<Record<string, string>> {
  const person = await db
    .selectFrom('conversations')
    .innerJoin('people', 'people.id', 'conversations.personId')
    .select('people.context')
    .where('conversations.id', '=', conversationId)
    .executeTakeFirst()
  return contextColumn.read(person?.context ?? null) ?? {}
}
