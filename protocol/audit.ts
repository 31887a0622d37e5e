import * as v from 'valibot'
import { id, timestamp } from './primitives.ts'

// Who did what, for admins to look up (docs/operating.md, "Who did what").

/** The kinds of acts that are recorded. */
export const AUDITED = [
  'conversation:moved',
  'conversation:accepted',
  'conversation:tagged',
  'conversation:nudged',
  'customer:edited',
  'customer:identified',
  'customer:erased',
  'template:saved',
  'template:deleted',
  'integration:made',
  'integration:changed',
  'integration:removed',
  'webhook:set',
  'webhook:rotated',
  'webhook:removed',
  'webhook:redelivered',
  'webhook:tested',
  'key:made',
  'key:revoked',
  'model:set',
  'model:tested',
  'team:made',
  'team:changed',
  'team:identity-secret',
  'member:added',
  'member:removed',
  'member:role',
  'member:password',
  'member:signed-out',
  'session:began',
  'session:ended',
] as const
export const audited = v.picklist(AUDITED)
export type Audited = v.InferOutput<typeof audited>

/** The object of the act. The id is null if the object did not exist yet. */
export const auditSubject = v.object({
  kind: v.picklist(['conversation', 'customer', 'template', 'agent', 'team', 'integration', 'key']),
  id: v.nullable(v.string()),
})
export type AuditSubject = v.InferOutput<typeof auditSubject>

/** Details of the act: ids, numbers and names of fields; never text that somebody wrote. */
export const auditDetails = v.record(
  v.string(),
  v.nullable(v.union([v.string(), v.number(), v.boolean(), v.array(v.string())])),
)
export type AuditDetails = v.InferOutput<typeof auditDetails>

/**
 * `done` is written in the transaction of the act. Acts written by another library (accounts and sessions) are
 * `asked` before, and `done` or `failed` after. If neither follows `asked`, the outcome is unknown.
 */
export const auditStage = v.picklist(['asked', 'done', 'failed'])
export type AuditStage = v.InferOutput<typeof auditStage>

/**
 * A word of the contract, as an answer has it. Entries outlive versions: whoever reads them may meet words that it does
 * not know, and shows them as they are.
 */
const word = v.pipe(v.string(), v.regex(/^[a-z][a-z:-]*$/))

export const auditEntry = v.object({
  id,
  at: timestamp,
  by: v.object({
    /** `agent`, `customer`, `integration`, `operator`, `ai` or `server`. */
    kind: word,
    /** The id of the agent, the customer's browser or the integration; null for any other actor. */
    id: v.nullable(v.string()),
    sessionId: v.nullable(v.string()),
    /** The network address (the first half of an IPv6 one); null for the server's own machine. */
    address: v.nullable(v.string()),
  }),
  /** One of `AUDITED`, or of a newer version's. */
  what: word,
  stage: word,
  subject: v.object({ ...auditSubject.entries, kind: word }),
  details: auditDetails,
})
export type AuditEntry = v.InferOutput<typeof auditEntry>

export const AUDIT_LIMIT_MAX = 100
const QUERY_MAX = 200

/** A position among entries, which run from newest to oldest. Entries after it are older. */
export const auditPlace = v.object({ at: timestamp, id })
export type AuditPlace = v.InferOutput<typeof auditPlace>

/**
 * `audit:list`, for admins: entries after a position; null starts at the newest. `query` is an id, an address, or
 * part of an agent's name or email; an empty one matches all. `from` and `to` are milliseconds since 1970.
 */
export const auditList = v.strictObject({
  query: v.pipe(v.string(), v.trim(), v.maxLength(QUERY_MAX)),
  what: v.nullable(audited),
  from: v.nullable(timestamp),
  to: v.nullable(timestamp),
  before: v.nullable(v.strictObject(auditPlace.entries)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(AUDIT_LIMIT_MAX)),
})
export type AuditList = v.InferOutput<typeof auditList>

/** `next` is the position at which to continue, null at the end. */
export const auditPage = v.object({ entries: v.array(auditEntry), next: v.nullable(auditPlace) })
export type AuditPage = v.InferOutput<typeof auditPage>
