import type { CustomerHello, CustomerView } from '@baton/protocol/customer.ts'
import type { IdentityRefusal } from '@baton/protocol/errors.ts'
import type { ChatState } from './chat-state.ts'

// What becomes of the state by what the line tells, beside the messages.

/** The server has greeted. */
export function goLive(
  state: ChatState,
  { team, view, attachments, seen, lastSeq, there, welcome }: CustomerHello,
): void {
  // After a restored backup the server knows less than this browser; a server of before says nothing of it.
  state.seen = Math.min(Math.max(state.seen, seen ?? 0), lastSeq)
  state.limits = attachments
  state.there = there ?? null
  state.welcome = welcome ?? { greeting: '', questions: [] }
  state.teamName = team.name
  state.view = view
  state.phase = { status: 'live' }
  state.reply = null
}

/** Somebody else answers now. */
export function showView(state: ChatState, view: CustomerView): void {
  state.view = view
  // What the AI agent had begun to say is not said any more.
  if (view.state === 'human') state.reply = null
}

/** The answer has ended: what is shown of it goes, if it is that one still. */
export function endReply(state: ChatState, messageId: string): void {
  if (state.reply?.messageId === messageId) state.reply = null
}

/** The line is gone, unless there is no use in waiting for it. */
export function goOffline(state: ChatState): void {
  if (state.phase.status === 'failed') return
  state.phase = { status: 'offline' }
  state.typing = null
  state.reply = null
}

/** An answer as far as it has come: nothing of one that is stored, or that a human stands for now. */
export function showReply(state: ChatState, reply: { messageId: string; text: string }): void {
  const stored = state.messages.some(({ id }) => id === reply.messageId)
  if (!stored && state.view?.state !== 'human') state.reply = reply
}

/** The site's word signs nobody in. A server of before does not say why. */
export function refuseIdentity(state: ChatState, why: IdentityRefusal | null): void {
  state.notice = 'not-signed-in'
  state.refusal = why ?? 'signature'
}

/** The site has said something else. */
export function forgetRefusal(state: ChatState): void {
  state.refusal = null
  if (state.notice === 'not-signed-in') state.notice = null
}
