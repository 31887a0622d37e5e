import * as v from 'valibot'
import { heartbeat, type Heartbeat } from '@baton/protocol/changes.ts'
import { replyEnded, replyStreaming, typing, viewing } from '@baton/protocol/live.ts'
import type { ReplyNews } from '@baton/domain/reply-news.ts'
import type { Hint } from './apply-hints.ts'
import { readableChange, type ReadableChange } from './frames.ts'

/** A parsed event of the server. `unreadable` may have been any event, even a change, so it leads to a pull. */
export type Inbound =
  | { kind: 'changed'; body: ReadableChange }
  /** `at` is the time of arrival, in ms since 1970. */
  | { kind: 'heartbeat'; body: Heartbeat; at: number }
  | { kind: 'hint'; hint: Hint }
  | { kind: 'reply'; news: ReplyNews }
  | { kind: 'unreadable' }

const UNREADABLE: Inbound = { kind: 'unreadable' }

/** Parses an event. Null for an event that this version does not know, and for an unreadable hint. */
export function parseInbound(name: string, body: unknown, at: number): Inbound | null {
  switch (name) {
    case 'changed':
      return read(readableChange, body, (parsed) => ({ kind: name, body: parsed })) ?? UNREADABLE
    case 'heartbeat':
      return read(heartbeat, body, (parsed) => ({ kind: name, body: parsed, at })) ?? UNREADABLE
    case 'reply:streaming':
      return read(replyStreaming, body, (reply) => ({
        kind: 'reply',
        news: { kind: 'streaming', reply },
      }))
    case 'reply:ended':
      return read(replyEnded, body, (reply) => ({
        kind: 'reply',
        news: { kind: 'ended', reply },
      }))
    case 'typing':
      return read(typing, body, (parsed) => hint({ kind: name, body: parsed }))
    case 'viewing':
      return read(viewing, body, (parsed) => hint({ kind: name, body: parsed }))
    default:
      return null
  }
}

function hint(parsed: Hint): Inbound {
  return { kind: 'hint', hint: parsed }
}

function read<S extends v.GenericSchema>(
  schema: S,
  body: unknown,
  then: (parsed: v.InferOutput<S>) => Inbound,
): Inbound | null {
  const parsed = v.safeParse(schema, body)
  return parsed.success ? then(parsed.output) : null
}
