import * as v from 'valibot'
import { epoch, id, messageText, name, sequence, timestamp } from './primitives.ts'

/** What a system message reports; the text is written out by the server in the team's words. */
export const systemEvent = v.picklist([
  'human-asked',
  'taken-over',
  'handed-to-ai',
  'transferred',
  'resolved',
  'owner-left',
])
export type SystemEvent = v.InferOutput<typeof systemEvent>

export const author = v.variant('kind', [
  v.object({ kind: v.literal('customer') }),
  v.object({ kind: v.literal('ai') }),
  v.object({ kind: v.literal('agent'), id, name }),
  v.object({ kind: v.literal('system'), event: systemEvent }),
])
export type Author = v.InferOutput<typeof author>

/** A message as agents see it. `visibility: 'team'` is a note: the customer never gets it. */
export const message = v.object({
  id,
  conversationId: id,
  seq: sequence,
  author,
  text: v.string(),
  visibility: v.picklist(['everyone', 'team']),
  at: timestamp,
})
export type Message = v.InferOutput<typeof message>

/** `message:send`: an agent's reply, or a note, written under the epoch the agent saw. */
export const sendMessage = v.strictObject({
  id,
  conversationId: id,
  epoch,
  text: messageText,
  visibility: v.picklist(['everyone', 'team']),
})
export type SendMessage = v.InferOutput<typeof sendMessage>

/** The place a write was given. Asking again with the same id gives the same answer. */
export const stored = v.object({ id, seq: sequence, at: timestamp })
export type Stored = v.InferOutput<typeof stored>
