import {
  auditEntry,
  type AuditEntry,
  type AuditList,
  type AuditPage,
} from '@baton/protocol/audit.ts'
import { sql, type Kysely, type Selectable } from 'kysely'
import * as v from 'valibot'
import { withinFrame } from '../changes/fits.ts'
import type { AuditTable } from '../database/audit-table.ts'
import type { Database } from '../database/schema.ts'
import type { AgentActor } from '../ground/actors.ts'
import { Refused } from '../ground/refused.ts'

/** Agents whose names are looked through at most: one who has a name like that is among them. */
const ALIKE_MAX = 200

/** A page of the team's entries, the latest first. Throws `forbidden` unless the agent is an admin. */
export async function listAudit(
  db: Kysely<Database>,
  agent: AgentActor,
  asked: AuditList,
): Promise<AuditPage> {
  checkAdmin(agent)
  const found = await readAudit(db, agent.teamId, { ...asked, limit: asked.limit + 1 })
  const entries = withinFrame(found.slice(0, asked.limit))
  const last = entries.at(-1)
  const more = last !== undefined && found.length > entries.length
  return { entries, next: more ? { at: last.at, id: last.id } : null }
}

/** Throws `forbidden` unless the agent is an admin. */
export function checkAdmin({ role }: Pick<AgentActor, 'role'>): void {
  if (role !== 'admin') throw new Refused('forbidden')
}

/** Entries of a team, the latest first. An entry that cannot be read any more is an error. */
export async function readAudit(
  db: Kysely<Database>,
  teamId: string,
  { query: asked, what, from, to, before, limit }: AuditList,
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit').selectAll().where('teamId', '=', teamId)
  if (what !== null) query = query.where('what', '=', what)
  if (from !== null) query = query.where('at', '>=', from)
  if (to !== null) query = query.where('at', '<=', to)
  if (before !== null) {
    query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(before.at, before.id)))
  }
  if (asked !== '') {
    const ids = [asked.toLowerCase(), ...(await agentsLike(db, teamId, asked))]
    query = query.where((eb) =>
      eb.or([
        eb('byId', 'in', ids),
        eb('subjectId', 'in', ids),
        eb('sessionId', 'in', ids),
        eb('address', '=', asked),
      ]),
    )
  }
  const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute()
  return rows.map(toEntry)
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
