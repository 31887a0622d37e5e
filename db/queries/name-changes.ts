import { idsIn } from '@baton/domain/head-columns.ts'
import { namesOf } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import type { ListNamesRow } from '../list-rows.ts'
import { getCopy } from './get-copy.ts'
import { getGone } from './get-gone.ts'
import { getListStep } from './get-list-step.ts'
import type { ListPosition } from './list-changes.ts'

/** A position in the names. */
export type NamesPosition = Omit<ListPosition, 'me'>

export interface NameChanges {
  /** Whether `names` are complete. */
  whole: boolean
  /** Conversations that left the copy since. */
  gone: string[]
  /** The searchable names of each conversation (see `namesOf`), by its id. */
  names: [id: string, names: string][]
  position: NamesPosition
}

/** The names of conversations that changed after a position; all for null, or if the copy has changed. */
export async function nameChanges(
  db: BatonDatabase,
  known: NamesPosition | null,
): Promise<NameChanges> {
  const tables = [db.meta, db.conversations, db.goneConversations, db.listNames]
  return db.transaction('r', tables, async () => {
    const [copy, rev] = await Promise.all([getCopy(db), getListStep(db)])
    const since = known?.copy === copy ? await getGone(db, known.rev) : null
    const goesOn = since !== null
    const packed = goesOn ? undefined : await db.listNames.get('names')
    const before = packed?.copy === copy ? packed : undefined
    const base = goesOn ? known : before
    const gone = since ?? (before && (await getGone(db, before.rev))) ?? []
    const isGone = new Set(gone)
    const packedNames = before ? unpackNames(before).filter(([id]) => !isGone.has(id)) : []
    const rows = await (base
      ? db.conversations.where('rev').above(base.rev).toArray()
      : db.conversations.toArray())
    const changed = rows.map((row): [string, string] => [row.id, namesOf(row)])
    return {
      whole: !goesOn,
      gone,
      names: [...packedNames, ...changed],
      position: { copy, rev },
    }
  })
}

/** The names in a snapshot, by conversation id. */
export function unpackNames({ ids, names }: ListNamesRow): [string, string][] {
  const texts = names.split('\n')
  return idsIn({ ids }).map((id, n) => [id, (texts[n] ?? '').replaceAll('\f', '\n')])
}
