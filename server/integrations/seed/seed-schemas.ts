import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { CONTEXT_ENTRIES_MAX } from '@baton/protocol/visit.ts'
import * as v from 'valibot'

// What integrators of hosted AI desks ask already: `POST /api/session`, `POST /api/chat` (docs/handoff.md).

/** Longest name and value of a fact about the customer. */
const FACT_NAME_MAX = 60
const FACT_MAX = 500

/** Facts may be of any simple kind; they are shown as text. */
const additionalContext = v.pipe(
  v.record(
    v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(FACT_NAME_MAX)),
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform(String),
      v.maxLength(FACT_MAX),
    ),
  ),
  v.maxEntries(CONTEXT_ENTRIES_MAX),
)

/** `POST /api/chat`. What else is in it is left alone: integrators send fields of other desks. */
export const postChat = v.object({
  message: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MESSAGE_TEXT_MAX)),
  conversation_id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
  additional_context: v.optional(v.nullable(additionalContext)),
})
export type PostChat = v.InferOutput<typeof postChat>

/** The answer to `POST /api/session`. */
export const seedSession = v.object({
  status: v.literal(true),
  data: v.object({ conversation_id: v.string() }),
  detail: v.string(),
})
export type SeedSession = v.InferOutput<typeof seedSession>

/** The answer to `POST /api/chat`. `response` is empty while a human has the conversation. */
export const seedChat = v.object({
  status: v.literal(true),
  data: v.object({
    response: v.array(v.string()),
    message_id: v.string(),
    conversation_id: v.string(),
  }),
  detail: v.string(),
})
export type SeedChat = v.InferOutput<typeof seedChat>

/** Any failure. */
export const seedError = v.object({ status: v.literal(false), reason: v.string() })
export type SeedError = v.InferOutput<typeof seedError>
