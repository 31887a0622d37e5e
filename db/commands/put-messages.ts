import { foldText } from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../rows.ts'

/** Lines of a full block. */
export const BLOCK_LINES = 1_000

/** Stores messages, and what people said in them for searching. Needs `messages` and `textBlocks`. */
export async function putMessages(db: BatonDatabase, messages: readonly Message[]): Promise<void> {
  const said = messages.filter(({ author }) => author.kind !== 'system')
  await Promise.all([
    db.messages.bulkPut(messages),
    said.length > 0 ? db.textBlocks.add(blockOf(said)) : undefined,
  ])
}

/** A block without its number; more than `BLOCK_LINES` make a larger one. */
function blockOf(messages: readonly Message[]): Omit<TextBlockRow, 'n'> {
  return {
    full: messages.length >= BLOCK_LINES ? 1 : 0,
    texts: messages.map(({ text }) => foldText(text).replace(/\s+/g, ' ')).join('\n'),
    places: messages.map(({ conversationId, seq }) => `${conversationId}:${seq}`).join('\n'),
  }
}
