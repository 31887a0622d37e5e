import { foldText } from '@baton/domain/fold-text.ts'
import { searchable } from '@baton/domain/search-text.ts'
import type { Transaction } from 'dexie'

/**
 * From version 3 to 4: letters with strokes are folded like those with accents, and numbers are found in any form.
 * Folded texts are folded once more, so no message has to be read.
 */
export async function toVersion4(transaction: Transaction): Promise<void> {
  await transaction
    .table('textBlocks')
    .toCollection()
    .modify((block: { texts: string }) => {
      block.texts = byLine(block.texts, '\n', (text) => searchable(text).replace(/\s+/g, ' '))
    })
  await transaction
    .table('listNames')
    .toCollection()
    .modify((row: { names: string }) => {
      row.names = byLine(row.names, '\n', (names) =>
        byLine(names, '\f', (line, at) => (at === 0 ? searchable(line) : foldText(line))),
      )
    })
}

function byLine(text: string, end: string, made: (line: string, at: number) => string): string {
  return text.split(end).map(made).join(end)
}
