import type { Feature } from '../feature/feature.ts'
import type { Clock } from '../ground/clock.ts'
import type { Timing } from '../ground/timing.ts'
import { auditRoutes, type AuditDeps } from './audit-routes.ts'
import { forgetOld } from './forget-old.ts'
import { keepActs } from './keep-acts.ts'
import { listAudit } from './read-audit.ts'

/** Who did what, for admins to look up. */
export function auditFeature(deps: AuditDeps & { clock: Clock; timing: Timing }) {
  const { db, clock, ids, timing } = deps
  return {
    agent: {
      'audit:list': {
        reads: ({ actor }, body) => listAudit(deps, actor, body),
      },
    },
    routes: (http) => auditRoutes(http, deps),
    whileWriting: (write) => keepActs(ids, write),
    duties: [
      {
        name: 'old entries of the audit',
        every: timing.sweep,
        atStart: true,
        run: () => forgetOld(db, clock()),
      },
    ],
  } satisfies Feature
}
