import type { Attachment, AttachmentLimits } from '@baton/protocol/attachment.ts'
import type { CustomerMessage, CustomerView } from '@baton/protocol/customer.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'

export type Phase =
  | { status: 'connecting' }
  | { status: 'live' }
  | { status: 'offline' }
  /**
   * There is no such team, this page is older than the server, or the site's word for who this is has passed
   * its time: waiting does not help.
   */
  | { status: 'failed'; reason: 'no-team' | 'outdated' | 'identity-expired' }

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
  /** In the order of their sequences. */
  messages: CustomerMessage[]
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
}

export function newChatState(): ChatState {
  return {
    phase: { status: 'connecting' },
    person: 0,
    teamName: null,
    view: null,
    messages: [],
    pending: [],
    reply: null,
    typing: null,
    older: 'none',
    draftFiles: [],
    uploading: {},
    limits: null,
    fileProblems: [],
  }
}

/** Somebody else sits here now: what the one before had not sent is not theirs. */
export function startPerson(state: ChatState): void {
  state.person += 1
  state.draftFiles = []
  state.fileProblems = []
  state.pending = []
  state.messages = []
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
