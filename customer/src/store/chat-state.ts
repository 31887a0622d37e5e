import type { Attachment, AttachmentLimits } from '@baton/protocol/attachment.ts'
import type { CustomerMessage, CustomerView } from '@baton/protocol/customer.ts'
import type { ErrorCode, IdentityRefusal } from '@baton/protocol/errors.ts'

/** `signed-in-elsewhere`: the customer signed in at the site in another tab, and this one's guest is them now. */
export type FailedReason = 'no-team' | 'outdated' | 'identity-expired' | 'signed-in-elsewhere'

export type Phase =
  | { status: 'connecting' }
  | { status: 'live' }
  | { status: 'offline' }
  /**
   * There is no such team, this page is older than the server, or the site's word for who this is has passed
   * its time: waiting does not help.
   */
  | { status: 'failed'; reason: FailedReason }

/** Something the customer wants that the server may not have yet: a message, or a human. */
export interface Pending {
  id: string
  kind: 'message' | 'human'
  text: string
  /** Files that go with it, as this page knows them. */
  attachments: Attachment[]
  /** Milliseconds since 1970. */
  at: number
  /** `sent` stays until the stored message takes its place; `failed` waits for the customer. */
  status: 'queued' | 'sent' | 'failed'
  failure: ErrorCode | null
}

/** Everything the chat shows. */
export interface ChatState {
  phase: Phase
  /** Raised when somebody else sits here: nothing of the one before may stay on the screen. */
  person: number
  teamName: string | null
  view: CustomerView | null
  /** Names of who of the team is there; null while the server has not said so. */
  there: string[] | null
  /** What the team welcomes somebody with who has not written yet. */
  welcome: { greeting: string; questions: string[] }
  /** In the order of their sequences. */
  messages: CustomerMessage[]
  /** Up to where somebody has seen them, in whatever tab. */
  seen: number
  /** In the order they were written. */
  pending: Pending[]
  /** The AI agent's answer as far as it has come. */
  reply: { messageId: string; text: string } | null
  /** Who is typing. */
  typing: string | null
  /** Whether there are messages before the first one here. */
  older: 'none' | 'some' | 'loading'
  /** Files in the message box. */
  draftFiles: Attachment[]
  /** Of files that are not stored with a message yet: which share of them the server has, 0 to 1. */
  uploading: Record<string, number>
  /** What may be attached; null before the server has said so. */
  limits: AttachmentLimits | null
  /** Why something was not attached, a sentence each. */
  fileProblems: string[]
  /** Whether it is there again when the page is left and opened anew. */
  isKept: boolean
  /** Why the site's word signed nobody in; null while there is none that did not. */
  refusal: IdentityRefusal | null
  /** What has become of the chat that the customer should know; null when there is nothing to tell. */
  notice: Notice | null
}

/**
 * `restored`: the server went back to an earlier state, and what came after it is gone. `begun-anew`: the server does
 * not know this chat any more. `not-signed-in`: the site said who the customer is, in a word that does not hold.
 */
export type Notice = 'restored' | 'begun-anew' | 'not-signed-in'

export function newChatState(): ChatState {
  return {
    phase: { status: 'connecting' },
    person: 0,
    teamName: null,
    view: null,
    there: null,
    welcome: { greeting: '', questions: [] },
    messages: [],
    seen: 0,
    pending: [],
    reply: null,
    typing: null,
    older: 'none',
    draftFiles: [],
    uploading: {},
    limits: null,
    fileProblems: [],
    isKept: true,
    refusal: null,
    notice: null,
  }
}

/** Somebody else sits here now: what the one before had not sent is not theirs. */
export function startPerson(state: ChatState): void {
  state.person += 1
  state.draftFiles = []
  state.fileProblems = []
  state.pending = []
  state.messages = []
  state.notice = null
}

/** Nothing is known of the conversation any more; what was not sent stays. */
export function clearChat(state: ChatState): void {
  Object.assign(state, { messages: [], view: null, reply: null, older: 'none' })
  // Acknowledged: it comes back with the history, or is gone with the server that has forgotten it.
  state.pending = state.pending.filter(({ status }) => status !== 'sent')
}

/** Sequence of the newest message here; 0 when there is none. */
export function reachedIn(state: ChatState): number {
  return state.messages.at(-1)?.seq ?? 0
}

/**
 * Puts stored messages in their places. One that is here already changes nothing; what stood for it until
 * now, a pending message or a streamed answer, makes way.
 */
export function addMessages(state: ChatState, messages: readonly CustomerMessage[]): void {
  const known = new Set(state.messages.map(({ id }) => id))
  const fresh = messages.filter(({ id }) => !known.has(id))
  if (fresh.length > 0) {
    state.messages = [...state.messages, ...fresh].sort((a, b) => a.seq - b.seq)
  }
  const ids = new Set(messages.map(({ id }) => id))
  state.pending = state.pending.filter(({ id }) => !ids.has(id))
  if (state.reply && ids.has(state.reply.messageId)) state.reply = null
}
