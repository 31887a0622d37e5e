import * as v from 'valibot'
import { outgoingTrouble } from './outgoing.ts'
import { id, name } from './primitives.ts'

/** Every error that a server may answer. The set is closed: a new code needs a new protocol version. */
export const errorCode = v.picklist([
  /** The body does not fit its schema. */
  'invalid',
  /** No session, or one that has ended. */
  'signed-out',
  /** Signed in, but not allowed to do this. */
  'forbidden',
  /** Does not exist, or belongs to somebody else: deliberately the same answer. */
  'not-found',
  /** Written under a past epoch: the owner has changed since. */
  'stale-epoch',
  /** The take-over lost. `winner` is the owner. */
  'already-taken',
  /** Somebody else edited the customer since this version. Becomes `changed-meanwhile`: see decision 32. */
  'stale-version',
  /** The token by which a site signed its customer in has expired. */
  'identity-expired',
  /** The conversation is not in a state that allows this. */
  'wrong-state',
  /** The agent to transfer to is no longer in the team. */
  'agent-gone',
  /** Somebody else changed it since the version that this change is based on. */
  'changed-meanwhile',
  /** The same id was used before with other content. */
  'id-reused',
  /** The cursor comes from another server, or from a history that a restored backup does not have. */
  'cursor-unknown',
  /** The copy is so far behind that a new one costs less. Start again with a new horizon. */
  'too-far-behind',
  /** Client and server speak different protocol versions. */
  'protocol-mismatch',
  /** The file is larger than the team allows, or its size differs from the announced one. */
  'too-large',
  /** The type read from the bytes is not allowed by the team, or does not match the file's name. */
  'wrong-type',
  /** The server has no room left for files. */
  'no-space',
  /** The day's limit on uploads, in bytes or number, is reached for this customer, this address or this team. */
  'upload-limit',
  /** The server's disk is full or broken. Nothing can be stored until its operator has repaired that. */
  'cannot-store',
  /** Too many requests in a short time. `retryAfterMs` is the time to wait. */
  'rate-limited',
  /** The server cannot do it now. Retry soon. */
  'overloaded',
  /** A fault of the server; nothing was stored. */
  'internal',
])
export type ErrorCode = v.InferOutput<typeof errorCode>

/** Why a site's identity token was refused, for the site's developer. */
export const identityRefusal = v.picklist([
  /** No JWT. */
  'malformed',
  /** Another algorithm than HS256. */
  'algorithm',
  /** Not signed with the team's secret. */
  'signature',
  /** The team has no secret. */
  'no-secret',
  /** `sub` is missing or no valid id. */
  'subject',
  /** `exp` is missing or no number. */
  'expiry',
  /** Valid for longer than the server allows. */
  'too-long',
  /** `nbf` is in the future. */
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
  /** Why the identity token was refused, for `forbidden`. A reason that this side does not know is left out. */
  identity: v.fallback(v.optional(identityRefusal), undefined),
  /** Why the server does not ask an address that an admin wants to set, for `invalid`. */
  address: v.fallback(v.optional(outgoingTrouble), undefined),
})
export type Failure = v.InferOutput<typeof failure>

/** The answer to a request. `F` is the failure: the server's, or also those that only a client has. */
export type Answer<T, F = Failure> = { ok: true; data: T } | { ok: false; error: F }
export type Ack<T> = (answer: Answer<T>) => void

/**
 * How a request can fail in a client. The server refused it, or: `offline`: there is no connection. `no-answer`: no
 * readable answer came, so the request may or may not have been done. `not-stored`: this browser's storage failed
 * while connecting, so the server was not asked.
 */
export type AskFailure = Failure | { code: 'offline' | 'no-answer' | 'not-stored' }

/** The error code of the server's answer; null if the server did not answer. */
export function codeOf({ code }: AskFailure): ErrorCode | null {
  return code === 'offline' || code === 'no-answer' || code === 'not-stored' ? null : code
}

/** The answer that says only "done". Fields that a later server adds are dropped. */
export const done: v.GenericSchema<Done> = v.object({})
export type Done = Record<string, never>

/** What a client does about an error, one outcome each. */
export type Outcome = 'retry' | 'reject' | 'sign-in' | 'resync' | 'update'

/**
 * Decides what a client does about an error code: ask again later, tell the person, sign in again, drop the local
 * copy and pull it again, or update the older side.
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
