/** What was done, by whom, to what and from where: ids only. */
export interface AuditTable {
  id: string
  teamId: string
  at: number
  byKind: string
  byId: string | null
  sessionId: string | null
  address: string | null
  what: string
  stage: string
  subjectKind: string
  subjectId: string | null
  /** JSON of `auditDetails`. */
  details: string
}
