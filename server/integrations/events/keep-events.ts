import type { Acting } from '../../changes/acting.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import { summaryOf } from '../../conversations/handoff/handoff-card.ts'
import { readTalk } from '../../conversations/handoff/read-talk.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { Ids } from '../../ground/clock.ts'
import type { Event } from '../v1/event-schemas.ts'
import { eventsOf, type Names } from './events-of.ts'

/** Keeps what integrations are told of a write, in its transaction: what is committed is told, whatever crashes. */
export async function keepEvents(ids: Ids, write: TeamWrite): Promise<void> {
  const { trx, teamId, rev, now, mirrored } = write
  if (mirrored.length === 0) return
  const names = await namesIn(write)
  const caused = causedBy(write.by)
  const summaries = await summariesIn(write)
  const events = mirrored.flatMap((news) => {
    const { id: conversationId, ref, isTest } = news.row
    const summary = summaries.get(conversationId) ?? ''
    return eventsOf(news, { ...names, summary }).map((happened) => {
      const id = ids.next()
      const place = { conversation_id: conversationId, ref: ref ?? '', test: isTest === 1 }
      const event: Event = { id, at: now, ...place, caused_by: caused, ...happened }
      return {
        id,
        integrationId: news.channelId,
        conversationId,
        isTest,
        body: JSON.stringify(event),
      }
    })
  })
  if (events.length === 0) return
  await trx
    .insertInto('integrationEvents')
    .values(events.map((event, place) => ({ ...event, teamId, rev, place, at: now })))
    .execute()
}

function causedBy(by: Acting): Event['caused_by'] {
  return by.kind === 'integration' ? { key: by.keyId, request: by.requestId } : null
}

/** What conversations were about that come back to their bot in this write. */
async function summariesIn({ trx, mirrored }: TeamWrite): Promise<Map<string, string>> {
  const summaries = new Map<string, string>()
  for (const { before, row } of mirrored) {
    if (before === null || toldOf(row).state !== 'ai') continue
    // One that can no longer be taken back has had its epoch since it was made.
    if (toldOf(before).state === 'ai' && before.epoch === row.epoch) continue
    summaries.set(row.id, summaryOf(await readTalk(trx, row)))
  }
  return summaries
}

async function namesIn({ trx, by, mirrored }: TeamWrite): Promise<Omit<Names, 'summary'>> {
  const owners = mirrored.flatMap(({ row }) => toldOf(row).ownerId ?? [])
  const agents =
    owners.length === 0
      ? []
      : await trx.selectFrom('agents').select(['id', 'name']).where('id', 'in', owners).execute()
  const messageIds = mirrored.flatMap(({ messages, changed }) =>
    [...messages, ...changed].map(({ id }) => id),
  )
  // Only an integration has ids of its own.
  const own =
    by.kind !== 'integration' || messageIds.length === 0
      ? []
      : await trx
          .selectFrom('mirroredWrites')
          .select(['messageId', 'externalId'])
          .where('messageId', 'in', messageIds)
          .execute()
  const named = new Map(own.map(({ messageId, externalId }) => [messageId, externalId]))
  return {
    agent: (id) => agents.find((agent) => agent.id === id) ?? null,
    messageId: ({ id }) => named.get(id) ?? id,
  }
}
