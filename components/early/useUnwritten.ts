import { shallowRef } from 'vue'
import type { ChatItem } from '../../db/queries/conversation-messages.ts'
import type { OutboxRow } from '../../db/rows.ts'

/**
 * A message of mine that is on its way into the outbox. It is shown at once, and as nothing more than that: only
 * what is on the disk is called queued.
 */
export type Unwritten = Pick<
  OutboxRow,
  'id' | 'conversationId' | 'text' | 'attachments' | 'visibility' | 'createdAt'
>

/** Milliseconds after it is written within which a panel has read it; then it was taken back, or sent. */
const READ_WITHIN_MS = 1_000

const unwritten = shallowRef<readonly Unwritten[]>([])

function forget(id: string): void {
  if (unwritten.value.some((one) => one.id === id)) {
    unwritten.value = unwritten.value.filter((one) => one.id !== id)
  }
}

/** Says that these were read from where they are stored: what becomes of them from here on is told there. */
export function readAsStored(items: readonly ChatItem[]): void {
  if (unwritten.value.length === 0) return
  for (const { id } of items) forget(id)
}

/** Shows a message while `write` stores it, and on until it was read from there. Throws what `write` throws. */
export async function showWhileWriting(
  message: Unwritten,
  write: () => Promise<unknown>,
): Promise<void> {
  unwritten.value = [...unwritten.value, message]
  try {
    await write()
    setTimeout(() => forget(message.id), READ_WITHIN_MS)
  } catch (error) {
    forget(message.id)
    throw error
  }
}

/** What is being written in a conversation at this moment; reactive where it is read. */
export function unwrittenIn(conversationId: string): readonly Unwritten[] {
  return unwritten.value.filter((one) => one.conversationId === conversationId)
}

/** What is stored of a conversation, and after it what is not yet; reactive where it is read. */
export function withUnwritten(
  conversationId: string,
  stored: readonly ChatItem[],
): readonly ChatItem[] {
  const missing = unwrittenIn(conversationId).filter(
    (one) => !stored.some(({ id }) => id === one.id),
  )
  if (missing.length === 0) return stored
  return [
    ...stored,
    ...missing.map((message) => ({
      ...{ kind: 'pending' as const, id: message.id, unseen: null },
      pending: { ...message, status: 'unwritten' as const, failure: null, notBefore: null },
    })),
  ]
}
