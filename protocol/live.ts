import * as v from 'valibot'
import { id, name } from './primitives.ts'

// Events that are shown now and never stored. Losing one costs nothing.

/** The AI agent's unfinished reply. It carries the whole text so far, so a lost event does no harm. */
export const replyStreaming = v.object({
  conversationId: id,
  /** The id of the finished message. */
  messageId: id,
  text: v.string(),
})
export type ReplyStreaming = v.InferOutput<typeof replyStreaming>

/** The reply ended, finished or not, and is no longer shown. A finished one arrives as a message. */
export const replyEnded = v.object({ conversationId: id, messageId: id })
export type ReplyEnded = v.InferOutput<typeof replyEnded>

/** `typing:set`, asked by an agent. Repeated every few seconds while typing; forgotten after 6 s. */
export const setTyping = v.strictObject({ conversationId: id, typing: v.boolean() })
export type SetTyping = v.InferOutput<typeof setTyping>

/** Sent to agents. */
export const typing = v.object({
  conversationId: id,
  who: v.variant('kind', [
    v.object({ kind: v.literal('customer') }),
    v.object({ kind: v.literal('agent'), id, name }),
  ]),
  typing: v.boolean(),
})
export type Typing = v.InferOutput<typeof typing>

/** `viewing:set`, asked by an agent whose panel shows the conversation. Repeated every 20 s while it does. */
export const setViewing = v.strictObject({ conversationId: id, viewing: v.boolean() })
export type SetViewing = v.InferOutput<typeof setViewing>

/** Sent to the other agents of the team. */
export const viewing = v.object({
  conversationId: id,
  agent: v.object({ id, name }),
  viewing: v.boolean(),
})
export type Viewing = v.InferOutput<typeof viewing>

/** How often `viewing:set` is repeated, and how long one lasts without a repeat, in ms. */
export const VIEWING_AGAIN_MS = 20_000
export const VIEWING_LASTS_MS = 45_000

/** How long a `typing` lasts without a repeat, in ms. */
export const TYPING_LASTS_MS = 6_000
