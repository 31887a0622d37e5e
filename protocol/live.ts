import * as v from 'valibot'
import { id, name } from './primitives.ts'

// What is worth showing now and not worth storing. Losing one of these costs nothing.

/** A reply of the AI agent as far as it has come: the whole text so far, so that a lost one does no harm. */
export const replyStreaming = v.object({
  conversationId: id,
  /** Id that the finished message will carry. */
  messageId: id,
  text: v.string(),
})
export type ReplyStreaming = v.InferOutput<typeof replyStreaming>

/** The reply ended, finished or not: what is shown of it goes; a finished one arrives as a message. */
export const replyEnded = v.object({ conversationId: id, messageId: id })
export type ReplyEnded = v.InferOutput<typeof replyEnded>

/** `typing:set`, asked by an agent. Repeated every few seconds while typing; forgotten after 6 s. */
export const setTyping = v.strictObject({ conversationId: id, typing: v.boolean() })
export type SetTyping = v.InferOutput<typeof setTyping>

/** Told to agents. */
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

/** Told to the other agents of the team. */
export const viewing = v.object({
  conversationId: id,
  agent: v.object({ id, name }),
  viewing: v.boolean(),
})
export type Viewing = v.InferOutput<typeof viewing>

/** How often, in milliseconds, `viewing:set` is repeated, and after how many one not repeated is over. */
export const VIEWING_AGAIN_MS = 20_000
export const VIEWING_LASTS_MS = 45_000

/** After how many milliseconds a `typing` that was not repeated is over. */
export const TYPING_LASTS_MS = 6_000
