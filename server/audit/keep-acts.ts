import type { Act } from '../changes/act.ts'
import type { Acting } from '../changes/acting.ts'
import type { TeamWrite } from '../changes/team-write.ts'
import type { AuditTable } from '../database/audit-table.ts'
import { chunksOf } from '../ground/chunks.ts'
import type { Ids } from '../ground/clock.ts'

/**
 * Entries inserted by one statement. Each has 12 parameters, of which SQLite takes 32,766 in a statement and PostgreSQL
 * 65,535.
 */
const AT_ONCE = 500

/** Keeps what is done in a write, in its transaction. */
export async function keepActs(ids: Ids, write: TeamWrite): Promise<void> {
  const { trx, teamId, by, now, acts } = write
  if (acts.length === 0) return
  // Kept also where nothing of the team's data changes with it.
  write.isKept = true
  const who = whoOf(by)
  for (const some of chunksOf(acts, AT_ONCE)) {
    const rows = some.map((act) => ({ id: ids.next(), teamId, at: now, ...who, ...whatOf(act) }))
    await trx.insertInto('audit').values(rows).execute()
  }
}

type Who = Pick<AuditTable, 'byKind' | 'byId' | 'sessionId' | 'address'>

function whoOf(by: Acting): Who {
  const nobody = { byKind: by.kind, byId: null, sessionId: null, address: null }
  switch (by.kind) {
    case 'agent':
      return { byKind: by.kind, byId: by.id, sessionId: by.sessionId, address: by.address }
    case 'customer':
      return { ...nobody, byId: by.browserId, address: by.address }
    case 'integration':
      return { ...nobody, byId: by.id }
    case 'operator':
    case 'ai':
    case 'server':
      return nobody
  }
}

function whatOf({ what, stage = 'done', subject, details = {} }: Act) {
  return {
    what,
    stage,
    subjectKind: subject.kind,
    subjectId: subject.id,
    details: JSON.stringify(details),
  }
}
