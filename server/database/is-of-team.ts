import { sql, type RawBuilder, type SqlBool } from 'kysely'

/**
 * That a row is a team's, where rows are looked for by ids of their own. Plainly said, SQLite reads all of the team's
 * rows by their index instead, which it takes for cheaper than a handful of ids.
 */
export function isOfTeam(teamId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`"teamId" || '' = ${teamId}`
}
