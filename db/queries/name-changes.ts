import { idsIn } from '@baton/domain/head-columns.ts'
import { namesOf } from '@baton/domain/list-head.ts'
import type { BatonDatabase } from '../database.ts'
import type { ListNamesRow } from '../rows.ts'
import { getCopy } from './get-copy.ts'
import { getCursor } from './get-cursor.ts'
import type { ListPosition } from './list-changes.ts'

/** What of the names somebody has read. */
export type NamesPosition = Omit<ListPosition, 'me'>

export interface NameChanges {
  /** Whether `names` are all there are. */
  whole: boolean
  /** By what a search finds each conversation (see `namesOf`), by its id. */
  names: [id: string, names: string][]
  position: NamesPosition
}

/** The names of conversations that changed after a position; all for null, or when the copy is another by now. */
export async function nameChanges(
  db: BatonDatabase,
  known: NamesPosition | null,
): Promise<NameChanges> {
  return db.transaction('r', [db.meta, db.conversations, db.listNames], async () => {
    const [copy, cursor] = await Promise.all([getCopy(db), getCursor(db)])
    const goesOn = known?.copy === copy
    const packed = goesOn ? undefined : await db.listNames.get('names')
    const before = packed?.copy === copy ? packed : undefined
    const base = goesOn ? known : before
    const rows = await (base
      ? db.conversations.where('rev').above(base.rev).toArray()
      : db.conversations.toArray())
    const changed = rows.map((row): [string, string] => [row.id, namesOf(row)])
    return {
      whole: !goesOn,
      names: [...(before ? unpack(before) : []), ...changed],
      position: { copy, rev: cursor?.rev ?? 0 },
    }
  })
}

function unpack({ ids, names }: ListNamesRow): [string, string][] {
  const texts = names.split('\n')
  return idsIn({ ids }).map((id, n) => [id, (texts[n] ?? '').replaceAll('\f', '\n')])
}
