import * as v from 'valibot'
import { changed, heartbeat, type Changed, type Heartbeat } from '@baton/protocol/changes.ts'
import { replyEnded, replyStreaming, typing, viewing } from '@baton/protocol/live.ts'
import type { Hint } from './apply-hints.ts'

/** What the server tells, parsed. `unreadable` may have been anything, a change included: pull. */
export type Inbound =
  | { kind: 'changed'; body: Changed }
  | { kind: 'heartbeat'; body: Heartbeat }
  | { kind: 'hint'; hint: Hint }
  | { kind: 'unreadable' }

const UNREADABLE: Inbound = { kind: 'unreadable' }

/** Parses an event. Null for one this version does not know, and for a hint that cannot be read. */
export function parseInbound(name: string, body: unknown): Inbound | null {
  switch (name) {
    case 'changed':
      return read(changed, body, (parsed) => ({ kind: name, body: parsed })) ?? UNREADABLE
    case 'heartbeat':
      return read(heartbeat, body, (parsed) => ({ kind: name, body: parsed })) ?? UNREADABLE
    case 'reply:streaming':
      return read(replyStreaming, body, (parsed) => hint({ kind: name, body: parsed }))
    case 'reply:ended':
      return read(replyEnded, body, (parsed) => hint({ kind: name, body: parsed }))
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
