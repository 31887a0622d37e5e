import type { AuditDetails, AuditStage, AuditSubject, Audited } from '@baton/protocol/audit.ts'

/** What somebody did in a write. The feature that does it adds it; others keep it or pass it on. */
export interface Act {
  what: Audited
  subject: AuditSubject
  /** Defaults to `done`. */
  stage?: AuditStage
  details?: AuditDetails
}
