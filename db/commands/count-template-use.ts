import type { BatonDatabase } from '../database.ts'

/**
 * Counts a message of this agent that was sent with a template, or (-1) undone. The server counts for itself once it
 * has the message. Call it in a transaction over `templateUses`.
 */
export async function countTemplateUse(
  db: BatonDatabase,
  templateId: string | undefined,
  by: 1 | -1,
  now: number,
): Promise<void> {
  if (templateId === undefined) return
  const use = await db.templateUses.get(templateId)
  const { count = 0, mine = 0, lastAt = 0 } = use ?? {}
  await db.templateUses.put({
    templateId,
    count: Math.max(0, count + by),
    mine: Math.max(0, mine + by),
    lastAt: by > 0 ? now : lastAt,
  })
}
