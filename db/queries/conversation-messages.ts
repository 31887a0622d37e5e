import Dexie from 'dexie'
import type { Message } from '@baton/protocol/message.ts'
import type { BatonDatabase } from '../database.ts'
import { KeptMessages } from '../kept-messages.ts'
import type { OutboxRow } from '../rows.ts'
import { countUnseen } from './count-unseen.ts'
import { getAccount } from './get-account.ts'

/** Messages per page, both from the database and from the server. */
export const MESSAGES_PAGE = 50

/** The shown part of a message on its way; `unwritten` is one that is not in the outbox yet. */
export type ShownPending = Pick<
  OutboxRow,
  'id' | 'text' | 'attachments' | 'visibility' | 'createdAt' | 'failure' | 'notBefore'
> & { status: OutboxRow['status'] | 'unwritten' }

/** An item of a chat: a message with its sequence, or one of mine on its way. */
export type ChatItem =
  | { kind: 'message'; id: string; message: Message }
  | {
      kind: 'pending'
      id: string
      pending: ShownPending
      /** On the first held message: how many messages of others to read before it is sent. Null on all others. */
      unseen: number | null
    }

export interface ConversationMessages {
  /** Oldest first, with those on their way last. No id twice. */
  items: ChatItem[]
  /** Whether the conversation has messages before the first of `items`. */
  older: boolean
  /** Whether it has messages after the last of `items`: only when a part far from its end is shown. */
  newer: boolean
  /**
   * Set when the next older messages are not in this copy: ask the background for the page before this sequence. Null
   * while a larger `limit` finds more here, and at the beginning of the conversation.
   */
  fetchBefore: number | null
}

/**
 * The newest `limit` messages of a conversation. Messages below a hole are left out, since the chat would read as if
 * nothing had been said between. `newest` is the newest known sequence, or an older one: looking it up costs another
 * wait. `kept` is the cache of those read before.
 */
export async function conversationMessages(
  db: BatonDatabase,
  conversationId: string,
  limit: number,
  newest?: number,
  kept = new KeptMessages(),
): Promise<ConversationMessages> {
  return db.transaction('r', [db.meta, db.conversations, db.messages, db.outbox], async () => {
    const lastSeq = newest ?? (await db.conversations.get(conversationId))?.lastSeq ?? 0
    const from = kept.readFrom(lastSeq, limit, MESSAGES_PAGE)
    const [account, read, outbox] = await Promise.all([
      getAccount(db),
      // Reading upwards from a known sequence is one request to IndexedDB; downwards it would be one for each row.
      db.messages
        .where('[conversationId+seq]')
        .between([conversationId, from], [conversationId, Dexie.maxKey])
        .toArray(),
      db.outbox.where('conversationId').equals(conversationId).sortBy('id'),
    ])
    const joined = kept
      .join(read, from)
      .filter(({ seq }) => seq >= lastSeq - limit)
      .slice(-limit - 1)
    // If the newest message is missing, show none: the chat would read as if nothing had been said since.
    const run = (joined.at(-1)?.seq ?? 0) < lastSeq ? [] : joined
    const shown = run.slice(-limit)
    const mine = outbox.filter((row) => row.account === account?.agent.id)
    const pending = mine.filter(({ id }) => !shown.some((message) => message.id === id))
    const held = pending.find(({ status }) => status === 'held')
    const unseen = held ? await countUnseen(db, held) : null
    const first = shown[0]?.seq ?? lastSeq + 1
    const older = first > 1
    return {
      items: [
        ...shown.map((message) => ({ kind: 'message' as const, id: message.id, message })),
        ...pending.map((row) => ({
          kind: 'pending' as const,
          id: row.id,
          pending: row,
          unseen: row === held ? unseen : null,
        })),
      ],
      older,
      newer: false,
      fetchBefore: older && run.length <= limit ? first : null,
    }
  })
}
