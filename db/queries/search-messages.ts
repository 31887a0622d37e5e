import { formsOf, holdsAll, holdsAlmost } from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../list-rows.ts'

/** Blocks read at a time: for common words the newest few are enough. */
const BLOCKS = 16
/**
 * Blocks read at a time when typing mistakes are allowed. That takes far longer, so the panel gets its turn in
 * between.
 */
const BLOCKS_ALMOST = 3

/** Adds the matches of a block: for each conversation the newest one. */
type Gather = (block: TextBlockRow, words: readonly string[], places: Map<string, number>) => void

/**
 * The newest matching message of each conversation (see `searchWords`), newest first as this copy got them, at most
 * `limit`. If none matches, one typing mistake is allowed. Notices are not searched. `kept` caches the blocks between
 * the keys of one search: a block never changes, and reading all takes longer than searching them. The search ends
 * once `isOver`.
 */
export async function searchMessages(
  db: BatonDatabase,
  words: readonly string[],
  limit: number,
  kept = new Map<number, TextBlockRow>(),
  isOver = () => false,
): Promise<Message[]> {
  if (words.length === 0) return []
  const found = await look(db, words, limit, { kept, isOver, gather, atOnce: BLOCKS })
  if (found.length > 0 || isOver()) return found
  const almost = { kept, isOver, gather: gatherAlmost, atOnce: BLOCKS_ALMOST }
  return look(db, words, limit, almost)
}

async function look(
  db: BatonDatabase,
  words: readonly string[],
  limit: number,
  {
    kept,
    isOver,
    gather,
    atOnce,
  }: { kept: Map<number, TextBlockRow>; isOver: () => boolean; gather: Gather; atOnce: number },
): Promise<Message[]> {
  return db.transaction('r', [db.meta, db.textBlocks, db.messages], async () => {
    const places = new Map<string, number>()
    const newestFirst = (await db.textBlocks.toCollection().primaryKeys()).reverse()
    for (let at = 0; at < newestFirst.length && places.size < limit && !isOver(); at += atOnce) {
      const numbers = newestFirst.slice(at, at + atOnce)
      const missing = numbers.filter((n) => !kept.has(n))
      for (const block of await db.textBlocks.bulkGet(missing)) if (block) kept.set(block.n, block)
      // A request to the database keeps the transaction alive while the panel gets its turn.
      if (missing.length === 0 && atOnce === BLOCKS_ALMOST) await db.meta.get('copy')
      for (const n of numbers) {
        const block = kept.get(n)
        if (block) gather(block, words, places)
      }
    }
    const found = await db.messages
      .where('[conversationId+seq]')
      .anyOf([...places].slice(0, limit))
      .toArray()
    return found.sort((a, b) => b.at - a.at || b.seq - a.seq)
  })
}

function gather(block: TextBlockRow, words: readonly string[], places: Map<string, number>): void {
  // The longest word is mostly the rarest, so the fewest lines are examined.
  const first = words.reduce((longest, word) => (word.length > longest.length ? word : longest))
  // Most blocks lack the words, and searching the whole block is fastest.
  if (!holdsAll(block.texts, words)) return
  for (const form of formsOf(first)) gatherLines(block, form, words, places)
}

/** Of the lines with `first`, those that match all words. */
function gatherLines(
  { texts, places: keysOfLines }: TextBlockRow,
  first: string,
  words: readonly string[],
  places: Map<string, number>,
): void {
  const keys = keysOfLines.split('\n')
  let line = 0
  let counted = 0
  for (let at = texts.indexOf(first); at !== -1; at = texts.indexOf(first, counted)) {
    const start = texts.lastIndexOf('\n', at) + 1
    const end = texts.indexOf('\n', at)
    const text = texts.slice(start, end === -1 ? undefined : end)
    line += lineEnds(texts, counted, start)
    if (holdsAll(text, words)) note(keys[line] ?? '', places)
    if (end === -1) return
    line += 1
    counted = end + 1
  }
}

function gatherAlmost(
  { texts, places: keys }: TextBlockRow,
  words: readonly string[],
  places: Map<string, number>,
): void {
  const keysOfLines = keys.split('\n')
  for (const [line, text] of texts.split('\n').entries()) {
    if (holdsAlmost(text, words)) note(keysOfLines[line] ?? '', places)
  }
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1
  }
  return count
}

function note(key: string, places: Map<string, number>): void {
  const [conversationId = '', seq] = key.split(':')
  places.set(conversationId, Math.max(Number(seq), places.get(conversationId) ?? 0))
}
