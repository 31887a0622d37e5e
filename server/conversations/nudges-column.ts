import { NUDGE_EVERY_MS } from '@baton/domain/nudge.ts'
import { nudged, type Nudged } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { jsonColumn } from '../database/json-column.ts'
import type { ConversationRow } from '../database/schema.ts'

const column = jsonColumn(v.array(nudged))

/** Who nudged the owner of a stored conversation lately, the last one last. */
export function nudgesOf({ nudges }: Pick<ConversationRow, 'nudges'>): Nudged[] {
  return column.read(nudges) ?? []
}

/** The same as agents are told of it. */
export function toldNudges(row: ConversationRow): { nudges?: Nudged[] } {
  return row.nudges === null ? {} : { nudges: nudgesOf(row) }
}

/** Adds one to those that still keep their agents from nudging again; the others go. */
export function addNudge(row: ConversationRow, added: Nudged): void {
  const recent = nudgesOf(row).filter(({ at }) => at > added.at - NUDGE_EVERY_MS)
  row.nudges = column.write([...recent, added])
}
