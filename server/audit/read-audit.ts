import {
  auditEntry,
  type AuditEntry,
  type AuditList,
  type AuditPage,
  type AuditPlace,
} from '@baton/protocol/audit.ts'
import { sql, type CompiledQuery, type Kysely, type Selectable } from 'kysely'
import * as v from 'valibot'
import { withinFrame } from '../changes/fits.ts'
import { readStored } from '../changes/read-stored.ts'
import type { AuditTable } from '../database/audit-table.ts'
import type { Database } from '../database/schema.ts'
import type { SlowReads } from '../database/slow-reads.ts'
import type { Asker } from '../database/turnstile.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'

/** Agents whose names are looked through at most: one who has a name like that is among them. */
const ALIKE_MAX = 200

/** What the audit is read with. */
export interface ReadAuditDeps {
  db: Kysely<Database>
  slowReads: SlowReads
  /** Takes what cannot be read. */
  onFault: (error: unknown) => void
}

/** Entries, and the position of the last one that was looked at; null once there are no more. */
export interface FoundEntries {
  entries: AuditEntry[]
  next: AuditPlace | null
}

/**
 * A page of the team's entries, the latest first. Throws `forbidden` unless the agent is an admin, and `overloaded` when
 * they are not found in time (see `SlowReads`).
 */
export async function listAudit(
  deps: ReadAuditDeps,
  agent: AgentActor,
  asked: AuditList,
): Promise<AuditPage> {
  checkAdmin(agent)
  const { entries: found, next } = await readAudit(deps, agent, asked)
  const entries = withinFrame(found)
  const last = entries.at(-1)
  const isCut = last !== undefined && entries.length < found.length
  return { entries, next: isCut ? { at: last.at, id: last.id } : next }
}

/**
 * Entries of the asker's team, the latest first. One that cannot be read is reported and left out. They are looked for
 * beside the server's own work: a search without hits reads all that there is.
 */
export async function readAudit(
  deps: ReadAuditDeps,
  asker: Asker,
  asked: AuditList,
): Promise<FoundEntries> {
  const query = await queryOf(deps.db, asker.teamId, asked)
  const rows = await deps.slowReads.read(asker, query)
  const looked = rows.slice(0, asked.limit)
  const read = readStored(deps.onFault)
  const entries = looked.flatMap((row) => read('audit-entry', row.id, () => toEntry(row)) ?? [])
  const last = looked.at(-1)
  const next = last && rows.length > looked.length ? { at: last.at, id: last.id } : null
  return { entries, next }
}

/** The query for one entry more than is asked for, which tells whether there are more. */
async function queryOf(
  db: Kysely<Database>,
  teamId: string,
  { query: asked, what, from, to, before, limit }: AuditList,
): Promise<CompiledQuery<Selectable<AuditTable>>> {
  const all = () => {
    let query = db.selectFrom('audit').selectAll().where('teamId', '=', teamId)
    if (what !== null) query = query.where('what', '=', what)
    if (from !== null) query = query.where('at', '>=', from)
    if (to !== null) query = query.where('at', '<=', to)
    if (before === null) return query
    return query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(before.at, before.id)))
  }
  const most = limit + 1
  if (asked === '') return all().orderBy('at', 'desc').orderBy('id', 'desc').limit(most).compile()
  const id = asked.toLowerCase()
  const ids = [id, ...(await agentsLike(db, teamId, asked))]
  // Each by its own index: of conditions joined by "or" SQLite uses none.
  const found = all()
    .where('byId', 'in', ids)
    .union(all().where('subjectId', 'in', ids))
    .union(all().where('sessionId', '=', id))
    .union(all().where('address', '=', id))
  const latest = db.selectFrom(found.as('found')).selectAll().orderBy('at', 'desc')
  return latest.orderBy('id', 'desc').limit(most).compile()
}

/** Ids of agents, those who have left too, by a part of their name or email. Names are nowhere but there. */
async function agentsLike(db: Kysely<Database>, teamId: string, part: string): Promise<string[]> {
  const pattern = `%${part.toLowerCase().replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
  const rows = await db
    .selectFrom('agents')
    .select('id')
    .where('teamId', '=', teamId)
    .where((eb) =>
      eb.or([
        sql<boolean>`lower(${eb.ref('name')}) like ${pattern} escape '\\'`,
        sql<boolean>`lower(${eb.ref('email')}) like ${pattern} escape '\\'`,
      ]),
    )
    .limit(ALIKE_MAX)
    .execute()
  return rows.map(({ id }) => id)
}

function toEntry(row: Selectable<AuditTable>): AuditEntry {
  const { id, at, byKind, byId, sessionId, address, what, stage, subjectKind, subjectId } = row
  const details: unknown = JSON.parse(row.details)
  return v.parse(auditEntry, {
    id,
    at,
    by: { kind: byKind, id: byId, sessionId, address },
    what,
    stage,
    subject: { kind: subjectKind, id: subjectId },
    details,
  })
}
