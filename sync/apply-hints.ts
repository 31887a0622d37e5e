import type { ReplyEnded, ReplyStreaming, Typing } from '@baton/protocol/live.ts'
import { TYPING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../db/database.ts'
import { typingKey } from './typing-key.ts'

/** What is worth showing now and lost without harm. */
export type Hint =
  | { kind: 'reply:streaming'; body: ReplyStreaming }
  | { kind: 'reply:ended'; body: ReplyEnded }
  | { kind: 'typing'; body: Typing }

/** Shows hints in the order they came, in one transaction. `now` is in ms since 1970. */
export async function applyHints(
  db: BatonDatabase,
  hints: readonly Hint[],
  now: number,
): Promise<void> {
  await db.transaction('rw', [db.replies, db.typing, db.conversations, db.messages], async () => {
    for (const { kind, body } of latest(hints)) {
      if (kind === 'reply:streaming') await showReply(db, body)
      else if (kind === 'reply:ended') await endReply(db, body)
      else await showTyping(db, body, now)
    }
  })
}

/** Of many hints about one thing only the last counts: a reply comes as its whole text so far. */
function latest(hints: readonly Hint[]): Hint[] {
  const last = new Map<string, Hint>()
  for (const hint of hints) {
    const key = hint.kind === 'typing' ? `typing:${whoKey(hint.body)}` : hint.body.messageId
    last.delete(key)
    last.set(key, hint)
  }
  return [...last.values()]
}

async function showReply(db: BatonDatabase, reply: ReplyStreaming) {
  // A late word of a reply that is finished, or that a take-over has ended, must not appear again.
  const [conversation, finished] = await Promise.all([
    db.conversations.get(reply.conversationId),
    db.messages.get(reply.messageId),
  ])
  if (conversation?.state === 'ai' && !finished) await db.replies.put(reply)
}

async function endReply(db: BatonDatabase, { conversationId, messageId }: ReplyEnded) {
  const shown = await db.replies.get(conversationId)
  if (shown?.messageId === messageId) await db.replies.delete(conversationId)
}

async function showTyping(db: BatonDatabase, typing: Typing, now: number) {
  const { conversationId, who } = typing
  const key = whoKey(typing)
  if (!typing.typing) return db.typing.delete(key)
  const agentId = who.kind === 'agent' ? who.id : null
  const name = who.kind === 'agent' ? who.name : ''
  return db.typing.put({ key, conversationId, agentId, name, until: now + TYPING_LASTS_MS })
}

function whoKey({ conversationId, who }: Typing): string {
  return typingKey(conversationId, who.kind === 'agent' ? who.id : null)
}

/** Forgets every hint: those of a connection mean nothing after it. */
export async function clearHints(db: BatonDatabase): Promise<void> {
  await db.transaction('rw', [db.replies, db.typing], async () => {
    await Promise.all([db.replies.clear(), db.typing.clear()])
  })
}
