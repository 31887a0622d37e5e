import Dexie from 'dexie'
import { blockOf } from '../commands/put-messages.ts'
import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../list-rows.ts'

/** Conversations looked up in one transaction. */
const AT_ONCE = 100

/**
 * Removes texts of messages that left the copy from the searchable blocks, one block a call. Returns whether there is
 * more. The position is stored, so that the next background continues after a kill.
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
    // The sweep was restarted, since more has gone meanwhile, or the block was joined with others.
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

/** The lowest sequence that is here of each conversation. Conversations without messages are left out. */
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
  // It gets another number, since searches cache blocks by theirs. It is small now and will be joined with others.
  if (kept.length > 0) await db.textBlocks.add(blockOf(kept))
}
