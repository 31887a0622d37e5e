import type { AuditDetails, AuditStage, AuditSubject, Audited } from '@baton/protocol/audit.ts'

/** Something that a write does, told by whoever does it to whatever keeps or passes on such things. */
export interface Act {
  what: Audited
  subject: AuditSubject
  /** `done` unless it is said. */
  stage?: AuditStage
  details?: AuditDetails
}
