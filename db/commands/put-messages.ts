import { searchable } from '@baton/domain/search-text.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { BatonDatabase } from '../database.ts'
import type { TextBlockRow } from '../list-rows.ts'

/** Lines of a full block. */
export const BLOCK_LINES = 1_000

/** Bytes of a message on disk besides its text, which is stored twice. Measured in Chromium, with indexes. */
const MESSAGE_BYTES = 200

/** A line of a block: a text, and its message. */
export interface TextLine {
  /** `conversationId:seq` */
  place: string
  text: string
}

/** Stores messages, and makes people's texts searchable. Needs `messages` and `textBlocks`. */
export async function putMessages(db: BatonDatabase, messages: readonly Message[]): Promise<void> {
  const lines = messages
    .filter(({ author }) => author.kind !== 'system')
    .map(({ conversationId, seq, text }) => ({
      place: `${conversationId}:${seq}`,
      text: searchable(text).replace(/\s+/g, ' '),
    }))
  await Promise.all([
    db.messages.bulkPut(messages),
    lines.length > 0 ? db.textBlocks.add(blockOf(lines)) : undefined,
  ])
}

/** A block without its number. More than `BLOCK_LINES` lines make it larger than usual. */
export function blockOf(lines: readonly TextLine[]): Omit<TextBlockRow, 'n'> {
  const texts = lines.map(({ text }) => text).join('\n')
  return {
    full: lines.length >= BLOCK_LINES ? 1 : 0,
    texts,
    places: lines.map(({ place }) => place).join('\n'),
    bytes: lines.length * MESSAGE_BYTES + 2 * texts.length,
  }
}
