import { NUDGE_EVERY_MS } from '@baton/domain/nudge.ts'
import { nudged, type Nudged } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'

const column = jsonColumn(v.array(nudged))

/** Recent nudges of a stored conversation's owner, oldest first. */
export function nudgesOf({ nudges }: Pick<ConversationRow, 'nudges'>): Nudged[] {
  return column.read(nudges) ?? []
}

/** The nudges as agents see them. */
export function toldNudges(row: ConversationRow): { nudges?: Nudged[] } {
  return row.nudges === null ? {} : { nudges: nudgesOf(row) }
}

/** Adds a nudge, and drops those that no longer count for the rate limit. */
export function addNudge(row: ConversationRow, added: Nudged): void {
  const recent = nudgesOf(row).filter(({ at }) => at > added.at - NUDGE_EVERY_MS)
  row.nudges = column.write([...recent, added])
}
