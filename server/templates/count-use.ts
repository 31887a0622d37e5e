import type { TeamWrite } from '../changes/team-write.ts'

/**
 * Counts that an agent sent a message with a template, in the transaction that stores the message: once, however
 * often it is sent again. One of another team or of another agent is not counted.
 */
export async function countUse(
  { trx, teamId, now }: TeamWrite,
  agentId: string,
  templateId: string,
): Promise<void> {
  await trx
    .insertInto('templateUses')
    .columns(['teamId', 'templateId', 'agentId', 'count', 'lastAt'])
    .expression((eb) =>
      eb
        .selectFrom('templates')
        .select((select) => [
          'templates.teamId',
          'templates.id',
          select.val(agentId).as('agentId'),
          select.lit(1).as('count'),
          select.val(now).as('lastAt'),
        ])
        .where('id', '=', templateId)
        .where('teamId', '=', teamId)
        .where((or) => or.or([or('ownerId', 'is', null), or('ownerId', '=', agentId)])),
    )
    .onConflict((conflict) =>
      conflict.columns(['templateId', 'agentId']).doUpdateSet((eb) => ({
        count: eb('templateUses.count', '+', 1),
        lastAt: now,
      })),
    )
    .execute()
}
