import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import rateLimit from '@fastify/rate-limit'
import type { AuditEntry, AuditPlace } from '@baton/protocol/audit.ts'
import { timestamp } from '@baton/protocol/primitives.ts'
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { findAgentSession } from '../auth/agent-session.ts'
import type { Auth } from '../auth/create-auth.ts'
import type { Asker } from '../database/turnstile.ts'
import { limitedAnswers } from '../edge/http-errors.ts'
import { parseBody } from '../edge/parse-body.ts'
import { isAgentOrigin } from '../edge/origin.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import type { Ids } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import { readAudit, type FoundEntries, type ReadAuditDeps } from './read-audit.ts'

/** Exports of one address in a minute. */
const EXPORTS_PER_MINUTE = 10
/** Entries read at a time, and in one export at most: who wants more asks for a shorter time. */
const AT_ONCE = 500
const ENTRIES_MAX = 100_000
/** How often a part of an export is tried while the database is busy, and the pause in between in ms. */
const TRIES = 10
const TRY_AGAIN_MS = 500

const time = v.nullable(v.pipe(v.string(), v.toNumber(), timestamp))
const asked = v.object({
  format: v.optional(v.picklist(['csv', 'jsonl']), 'jsonl'),
  from: v.optional(time, null),
  to: v.optional(time, null),
})

/** What the export works with. */
export interface AuditDeps extends ReadAuditDeps {
  auth: Auth
  ids: Ids
  config: { webOrigins: readonly string[] }
}

/**
 * `GET /api/audit`, by an admin's bearer token: the team's entries of a time as JSON lines or CSV, the latest first.
 * They are read and sent a little at a time.
 */
export async function auditRoutes(app: FastifyInstance, deps: AuditDeps): Promise<void> {
  const { db, auth, ids, config } = deps
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  const limited = { config: { rateLimit: { max: EXPORTS_PER_MINUTE, timeWindow: 60_000 } } }
  app.get('/api/audit', limited, async ({ headers, query }, reply) => {
    if (headers.origin !== undefined && !isAgentOrigin(headers.origin, config)) {
      throw new Refused('forbidden')
    }
    const { format, from, to } = parseBody(asked, query)
    const token = /^Bearer (\S{1,4200})$/.exec(headers.authorization ?? '')?.[1]
    if (token === undefined) throw new Refused('signed-out')
    const { actor } = await findAgentSession(auth, db, token)
    checkAdmin(actor)
    // An asker of its own: whatever else this admin looks up meanwhile does not end it.
    const asker = { id: ids.next(), teamId: actor.teamId }
    const entries = entriesOf(deps, asker, { from, to })
    const lines = format === 'csv' ? csvOf(entries) : jsonOf(entries)
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8'
    reply.header('cache-control', 'no-store')
    reply.header('content-disposition', `attachment; filename="audit.${format}"`)
    return reply.type(type).send(Readable.from(lines))
  })
}

type Entries = AsyncGenerator<AuditEntry[], void>

async function* entriesOf(
  deps: AuditDeps,
  asker: Asker,
  { from, to }: { from: number | null; to: number | null },
): Entries {
  let before: AuditPlace | null = null
  for (let sent = 0; sent < ENTRIES_MAX; sent += AT_ONCE) {
    const part = { query: '', what: null, from, to, before, limit: AT_ONCE }
    const found: FoundEntries = await patiently(() => readAudit(deps, asker, part))
    if (found.entries.length > 0) yield found.entries
    if (found.next === null) return
    before = found.next
  }
}

/** Tries again what the database had no time for: an export that has begun cannot be answered otherwise any more. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isBusy = error instanceof Refused && error.failure.code === 'overloaded'
      if (!isBusy || tries === TRIES) throw error
      await setTimeout(TRY_AGAIN_MS)
    }
  }
}

async function* jsonOf(entries: Entries): AsyncGenerator<string, void> {
  for await (const some of entries) yield some.map((one) => `${JSON.stringify(one)}\n`).join('')
}

const COLUMNS = 'id,at,by,by id,session,address,what,stage,subject,subject id,details'.split(',')

async function* csvOf(entries: Entries): AsyncGenerator<string, void> {
  yield lineOf(COLUMNS)
  for await (const some of entries) yield some.map((one) => lineOf(cellsOf(one))).join('')
}

function cellsOf({ id, at, by, what, stage, subject, details }: AuditEntry): string[] {
  const time = new Date(at).toISOString()
  const who = [by.kind, by.id ?? '', by.sessionId ?? '', by.address ?? '']
  return [id, time, ...who, what, stage, subject.kind, subject.id ?? '', JSON.stringify(details)]
}

/**
 * RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe instead, though none is written
 * by anybody: they are ids, times, addresses and words of the contract.
 */
function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

function quoted(cell: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
