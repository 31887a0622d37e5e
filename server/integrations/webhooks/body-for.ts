import { context } from '@baton/protocol/visit.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { jsonColumn } from '../../database/json-column.ts'
import type { Database } from '../../database/schema.ts'
import type { WebhookRow } from './webhook-row.ts'

const contextColumn = jsonColumn(context)

/** What of an event is read to tell an agent's words from anything else. */
const anAgentsWords = v.object({
  type: v.literal('message.created'),
  conversation_id: v.string(),
  message: v.object({ id: v.string(), from: v.literal('agent'), text: v.string(), at: v.number() }),
})

/** What is sent of an event in the webhook's format; null where that has nothing for it. */
export async function bodyFor(
  db: Kysely<Database>,
  { format }: WebhookRow,
  event: string,
): Promise<string | null> {
  if (format === 'events') return event
  const said = v.safeParse(anAgentsWords, JSON.parse(event))
  if (!said.success) return null
  const { conversation_id: conversationId, message } = said.output
  return JSON.stringify({
    response: [message.text],
    conversation_id: conversationId,
    message_id: message.id,
    additional_context: await contextOf(db, conversationId),
    source: 'human_agent',
    timestamp: new Date(message.at).toISOString(),
  })
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
