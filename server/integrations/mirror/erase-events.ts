import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { SLICE } from '../../database/delete-in-slices.ts'
import type { Database } from '../../database/schema.ts'
import { event, type Event } from '../v1/event-schemas.ts'

/**
 * Empties what was told of a conversation, and what webhooks answered to it, which often repeats that. Events stay in
 * their places, so that whoever reads on from one goes on.
 */
export async function eraseEvents(db: Kysely<Database>, conversationId: string): Promise<void> {
  let last = { rev: -1, place: -1 }
  for (;;) {
    const events = await db
      .selectFrom('integrationEvents')
      .select(['id', 'rev', 'place', 'body'])
      .where('conversationId', '=', conversationId)
      .where((eb) => eb(eb.refTuple('rev', 'place'), '>', eb.tuple(last.rev, last.place)))
      .orderBy('rev')
      .orderBy('place')
      .limit(SLICE)
      .execute()
    if (events.length === 0) break
    await db.transaction().execute(async (trx) => {
      for (const { id, body: told } of events) {
        const body = JSON.stringify(emptyEvent(v.parse(event, JSON.parse(told))))
        await trx.updateTable('integrationEvents').set({ body }).where('id', '=', id).execute()
      }
    })
    last = events.at(-1) ?? last
    await setImmediate()
  }
  // What is under way finds its event changed, and keeps no answer either.
  await db
    .updateTable('webhookDeliveries')
    .set({ answer: '' })
    .where('conversationId', '=', conversationId)
    .where('answer', '<>', '')
    .execute()
}

function emptyEvent(told: Event): Event {
  const nowhere = { ref: '' }
  switch (told.type) {
    case 'message.created':
    case 'message.updated':
    case 'message.deleted':
      return { ...told, ...nowhere, message: { ...told.message, id: '', text: '' } }
    case 'conversation.returned':
      return { ...told, ...nowhere, note: null, summary: '', promised: [] }
    case 'conversation.rated':
      return { ...told, ...nowhere, comment: null }
    case 'handoff.queued':
    case 'handoff.accepted':
    case 'conversation.taken_over':
    case 'conversation.resolved':
    case 'conversation.reopened':
      return { ...told, ...nowhere }
  }
}
