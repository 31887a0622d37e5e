import type { TeamLog } from '../changes/team-log.ts'
import { Refused } from '../refused.ts'

/**
 * Deletes a template. Its row stays as a tombstone, so that whoever was away learns of it by pulling.
 * Throws `Refused` `not-found` when the team has no such template, or no longer.
 */
export function deleteTemplate(log: TeamLog, teamId: string, id: string): Promise<void> {
  return log.write(teamId, async (write) => {
    const gone = await write.trx
      .updateTable('templates')
      .set({ gone: 1, title: '', body: '', rev: write.rev })
      .where('teamId', '=', teamId)
      .where('id', '=', id)
      .where('gone', '=', 0)
      .executeTakeFirst()
    if (gone.numUpdatedRows === 0n) throw new Refused('not-found')
    write.rows.push({ kind: 'template-gone', value: { id } })
  })
}
