import * as v from 'valibot'
import { id, name } from './primitives.ts'

/** Everything a server may answer instead of a result. Closed: adding one is a new protocol version. */
export const errorCode = v.picklist([
  /** The body does not fit its schema. */
  'invalid',
  /** No session, or one that has ended. */
  'signed-out',
  /** Signed in, but not allowed to do this. */
  'forbidden',
  /** Not there, or not yours: deliberately the same answer. */
  'not-found',
  /** Written under an epoch that has passed: somebody else owns the conversation now. */
  'stale-epoch',
  /** The take-over lost: `winner` says to whom. */
  'already-taken',
  /** The customer was edited by somebody else since they were read. Becomes `changed-meanwhile`: see decision 32. */
  'stale-version',
  /** The token by which a site signed its customer in has passed its time. */
  'identity-expired',
  /** The conversation is not in a state that allows this. */
  'wrong-state',
  /** The agent to transfer to is no longer in the team. */
  'agent-gone',
  /** Somebody else changed it since the version that the change was made from. */
  'changed-meanwhile',
  /** The same id was used before with other content. */
  'id-reused',
  /** The cursor comes from another server or from a history that a restored backup does not have. */
  'cursor-unknown',
  /** The copy is so far behind that it is cheaper made anew: start again, with a new horizon. */
  'too-far-behind',
  /** Client and server speak different protocol versions. */
  'protocol-mismatch',
  /** A file is larger than the team allows, or has another size than was said. */
  'too-large',
  /** What the file's bytes are is not among the types that the team allows, or not what its name says. */
  'wrong-type',
  /** The server has no room for files left. */
  'no-space',
  /** As many files were sent as may be in a day, in bytes or number: by this customer, from this address, or to this team. */
  'upload-limit',
  /** The server's disk is full or broken: nothing can be stored until its operator has put that right. */
  'cannot-store',
  /** Too much in too short a time; `retryAfterMs` says when to go on. */
  'rate-limited',
  /** The server cannot do it now, but may soon. */
  'overloaded',
  /** A fault of the server's; nothing was stored. */
  'internal',
])
export type ErrorCode = v.InferOutput<typeof errorCode>

/** Why a site's signed word signs nobody in, for the site's developer. */
export const identityRefusal = v.picklist([
  /** No JWT. */
  'malformed',
  /** Another algorithm than HS256. */
  'algorithm',
  /** Not signed with the team's secret. */
  'signature',
  /** The team has no secret. */
  'no-secret',
  /** `sub` names nobody. */
  'subject',
  /** `exp` is missing or no number. */
  'expiry',
  /** It holds for longer than it may. */
  'too-long',
  /** `nbf` lies ahead. */
  'not-yet',
])
export type IdentityRefusal = v.InferOutput<typeof identityRefusal>

export const failure = v.object({
  code: errorCode,
  /** Who holds the conversation, for `already-taken` and `stale-epoch`; null is the AI agent or nobody. */
  winner: v.optional(v.nullable(v.object({ id, name }))),
  /** Milliseconds to wait, for `rate-limited`. */
  retryAfterMs: v.optional(v.number()),
  /** The version the server speaks, for `protocol-mismatch`. */
  protocol: v.optional(v.number()),
  /** What is wrong with a site's word, for `forbidden`; one that this side does not know is left out. */
  identity: v.fallback(v.optional(identityRefusal), undefined),
})
export type Failure = v.InferOutput<typeof failure>

/** The answer to a request. `F` is what it can fail with: what the server says, or also what the client knows itself. */
export type Answer<T, F = Failure> = { ok: true; data: T } | { ok: false; error: F }
export type Ack<T> = (answer: Answer<T>) => void

/**
 * What asking can fail with in a client. The server refused it, or `offline`: there is no connection to ask by.
 * `no-answer`: none came that could be read, so that it may have been done or not. `not-stored`: connecting failed of this
 * browser's storage, so that the server was not asked.
 */
export type AskFailure = Failure | { code: 'offline' | 'no-answer' | 'not-stored' }

/** The code that the server answered with; null when it answered nothing. */
export function codeOf({ code }: AskFailure): ErrorCode | null {
  return code === 'offline' || code === 'no-answer' || code === 'not-stored' ? null : code
}

/** What is answered where there is nothing to say but "done". What a later server adds to it is left out. */
export const done: v.GenericSchema<Done> = v.object({})
export type Done = Record<string, never>

/** What a client does about an error, one outcome each. */
export type Outcome = 'retry' | 'reject' | 'sign-in' | 'resync' | 'update'

/**
 * Decides what a client does about an error code: ask again later, tell the person, sign in anew, drop the
 * local copy and pull it again, or update the older side.
 */
export function outcomeOf(code: ErrorCode): Outcome {
  switch (code) {
    case 'rate-limited':
    case 'overloaded':
    case 'internal':
    case 'cannot-store':
      return 'retry'
    case 'invalid':
    case 'forbidden':
    case 'not-found':
    case 'stale-epoch':
    case 'stale-version':
    case 'already-taken':
    case 'wrong-state':
    case 'agent-gone':
    case 'changed-meanwhile':
    case 'id-reused':
    case 'too-large':
    case 'wrong-type':
    case 'no-space':
    case 'upload-limit':
      return 'reject'
    case 'signed-out':
    case 'identity-expired':
      return 'sign-in'
    case 'cursor-unknown':
    case 'too-far-behind':
      return 'resync'
    case 'protocol-mismatch':
      return 'update'
  }
}
