import { changed, changesPage, row } from '@baton/protocol/changes.ts'
import { message } from '@baton/protocol/message.ts'
import { olderPage } from '@baton/protocol/older.ts'
import { foundConversations, foundInMessages } from '@baton/protocol/search.ts'
import { readEach } from '@baton/protocol/readable.ts'
import * as v from 'valibot'

// Answers and events with lists, as this side parses them: row by row (see `readEach`).

const rows = v.array(v.unknown())

function withRows<T extends { rows: unknown[] }>({ rows: list, ...rest }: T) {
  const { read, unreadable } = readEach(row, list)
  return { ...rest, rows: read, unreadable }
}

export const readablePage = v.pipe(
  v.object({ ...changesPage.entries, rows }),
  v.transform((page) => withRows(page)),
)
export type ReadablePage = v.InferOutput<typeof readablePage>

export const readableChange = v.pipe(
  v.object({ ...changed.entries, rows }),
  v.transform((change) => withRows(change)),
)
export type ReadableChange = v.InferOutput<typeof readableChange>

export const readableOlderPage = v.pipe(
  v.object({ ...olderPage.entries, rows }),
  v.transform((page) => withRows(page)),
)

export const readableConversation = v.pipe(
  v.object({ rows }),
  v.transform((got) => withRows(got)),
)

export const readableFoundConversations = v.pipe(
  v.object({ ...foundConversations.entries, rows }),
  v.transform((found) => withRows(found)),
)

export const readableFoundInMessages = v.pipe(
  v.object({ ...foundInMessages.entries, messages: rows, rows }),
  v.transform(({ messages, ...found }) => ({
    ...withRows(found),
    messages: readEach(message, messages).read,
  })),
)

export const readableMessages = v.pipe(
  v.object({ messages: rows }),
  v.transform(({ messages }) => {
    const { read, unreadable } = readEach(message, messages)
    return { messages: read, unreadable }
  }),
)
