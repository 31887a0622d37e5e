import Dexie from 'dexie'
import { blockOf } from '../commands/put-messages.ts'
import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../list-rows.ts'

/** Conversations looked up in one transaction. */
const AT_ONCE = 100

/**
 * Takes what left the copy out of the texts that are searched, one block a call; answers whether there is more. Where it
 * stands is kept in the database, so that whoever comes after one that was killed goes on.
 */
export async function sweepTexts(db: BatonDatabase): Promise<boolean> {
  const row = await db.meta.get('sweep')
  if (row?.key !== 'sweep') return false
  const block = await db.textBlocks.where('n').above(row.value).first()
  if (!block) {
    await endSweep(db, row.value)
    return false
  }
  const first = await firstKept(db, conversationsOf(block))
  await db.transaction('rw', [db.meta, db.textBlocks], async () => {
    const [now, same] = await Promise.all([db.meta.get('sweep'), db.textBlocks.get(block.n)])
    // Begun anew, since more has gone meanwhile; or joined with others.
    if (now?.value !== row.value || !same) return
    await keepLines(db, same, first)
    await db.meta.put({ key: 'sweep', value: block.n })
  })
  return true
}

async function endSweep(db: BatonDatabase, at: number): Promise<void> {
  await db.transaction('rw', db.meta, async () => {
    if ((await db.meta.get('sweep'))?.value === at) await db.meta.delete('sweep')
  })
}

function conversationsOf({ places }: TextBlockRow): string[] {
  return [...new Set(places.split('\n').map((place) => place.slice(0, place.indexOf(':'))))]
}

/** The lowest sequence that is here of each conversation; those of which nothing is are left out. */
async function firstKept(
  db: BatonDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const first = new Map<string, number>()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await db.transaction('r', db.messages, () =>
      Promise.all(
        ids.slice(from, from + AT_ONCE).map(async (id) => {
          const oldest = await db.messages
            .where('[conversationId+seq]')
            .between([id, Dexie.minKey], [id, Dexie.maxKey])
            .first()
          if (oldest) first.set(id, oldest.seq)
        }),
      ),
    )
  }
  return first
}

/** Older blocks stay before newer ones: they are searched in the order of their numbers. */
async function keepLines(
  db: BatonDatabase,
  block: TextBlockRow,
  first: ReadonlyMap<string, number>,
): Promise<void> {
  const texts = block.texts.split('\n')
  const lines = block.places.split('\n').map((place, n) => ({ place, text: texts[n] ?? '' }))
  const kept = lines.filter(({ place }) => {
    const [id = '', seq] = place.split(':')
    return Number(seq) >= (first.get(id) ?? Number.POSITIVE_INFINITY)
  })
  if (kept.length === lines.length) return
  await db.textBlocks.delete(block.n)
  // Under another number: who searches keeps blocks by theirs. It is small now, and is joined with others.
  if (kept.length > 0) await db.textBlocks.add(blockOf(kept))
}
