import { epoch, timestamp } from '@baton/protocol/primitives.ts'
import * as v from 'valibot'
import { mirroredMessage, NAME_MAX, told } from './api-schemas.ts'

// What integrations are told under `/v1`, in events. Within it fields are only added.

const agent = v.nullable(v.object({ id: v.string(), name: v.string() }))

/** What every event says. */
const about = {
  id: v.string(),
  at: timestamp,
  conversation_id: v.string(),
  ref: v.string(),
  /** Whether it happened to a trial. */
  test: v.boolean(),
  caused_by: told(
    v.nullable(v.object({ key: v.string(), request: v.string() })),
    'The key and the request that did it; null where nobody of the integration did.',
  ),
}
const move = { ...about, epoch }

/** Something that happened to a conversation. */
export const event = v.variant('type', [
  v.object({ type: v.literal('message.created'), ...about, message: mirroredMessage }),
  v.object({ type: v.literal('handoff.queued'), ...move }),
  v.object({ type: v.literal('handoff.accepted'), ...move, agent }),
  v.object({ type: v.literal('conversation.taken_over'), ...move, agent }),
  v.object({ type: v.literal('message.updated'), ...about, message: mirroredMessage }),
  v.object({ type: v.literal('message.deleted'), ...about, message: mirroredMessage }),
  /** The bot goes on, under this epoch. */
  v.object({
    type: v.literal('conversation.returned'),
    ...move,
    note: told(v.nullable(v.string()), 'What the agent left for the bot.'),
    summary: told(v.string(), 'What the customer wanted, and what they were answered last.'),
    promised: told(v.array(v.string()), 'What the agent promised the customer.'),
  }),
  v.object({
    type: v.literal('conversation.rated'),
    ...about,
    score: v.number(),
    comment: v.nullable(v.string()),
  }),
  v.object({ type: v.literal('conversation.resolved'), ...move }),
  v.object({ type: v.literal('conversation.reopened'), ...move }),
])
export type Event = v.InferOutput<typeof event>

type WithoutAbout<T> = T extends unknown ? Omit<T, keyof typeof about> : never
/** What an event tells beside where and when. */
export type Happened = WithoutAbout<Event>

/** Seconds. */
const WAIT_MAX = 25

/** `GET /v1/events`: those after an event, or all that are kept; waits so many seconds for one when there is none. */
export const eventsAfter = v.object({
  after: v.optional(told(v.pipe(v.string(), v.maxLength(NAME_MAX)), 'The id of an event.')),
  wait: v.optional(
    v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(WAIT_MAX)),
    '0',
  ),
})

/** `cursor` is what to ask after next; null while there has been nothing. */
export const eventPage = v.object({ events: v.array(event), cursor: v.nullable(v.string()) })
export type EventPage = v.InferOutput<typeof eventPage>
