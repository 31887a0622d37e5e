import type { ReplyEnded, ReplyStreaming, Typing, Viewing } from '@baton/protocol/live.ts'
import { TYPING_LASTS_MS, VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../db/database.ts'
import { typingKey } from './typing-key.ts'

/** What is worth showing now and lost without harm. */
export type Hint =
  | { kind: 'reply:streaming'; body: ReplyStreaming }
  | { kind: 'reply:ended'; body: ReplyEnded }
  | { kind: 'typing'; body: Typing }
  | { kind: 'viewing'; body: Viewing }

/** Shows hints in the order they came, in one transaction. `now` is in ms since 1970. */
export async function applyHints(
  db: BatonDatabase,
  hints: readonly Hint[],
  now: number,
): Promise<void> {
  const tables = [db.replies, db.typing, db.viewing, db.conversations, db.messages]
  await db.transaction('rw', tables, async () => {
    for (const { kind, body } of latest(hints)) {
      if (kind === 'reply:streaming') await showReply(db, body)
      else if (kind === 'reply:ended') await endReply(db, body)
      else if (kind === 'typing') await showTyping(db, body, now)
      else await showViewing(db, body, now)
    }
  })
}

/** Of many hints about one thing only the last counts: a reply comes as its whole text so far. */
function latest(hints: readonly Hint[]): Hint[] {
  const last = new Map<string, Hint>()
  for (const hint of hints) {
    const key = subject(hint)
    last.delete(key)
    last.set(key, hint)
  }
  return [...last.values()]
}

function subject(hint: Hint): string {
  switch (hint.kind) {
    case 'typing':
      return `typing:${whoKey(hint.body)}`
    case 'viewing':
      return `viewing:${typingKey(hint.body.conversationId, hint.body.agent.id)}`
    case 'reply:streaming':
    case 'reply:ended':
      return hint.body.messageId
  }
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

async function showViewing(
  db: BatonDatabase,
  { conversationId, agent, viewing }: Viewing,
  now: number,
) {
  const key = typingKey(conversationId, agent.id)
  if (!viewing) return db.viewing.delete(key)
  const { id: agentId, name } = agent
  return db.viewing.put({ key, conversationId, agentId, name, until: now + VIEWING_LASTS_MS })
}

function whoKey({ conversationId, who }: Typing): string {
  return typingKey(conversationId, who.kind === 'agent' ? who.id : null)
}

/** Forgets every hint: those of a connection mean nothing after it. */
export async function clearHints(db: BatonDatabase): Promise<void> {
  const tables = [db.replies, db.typing, db.viewing]
  await db.transaction('rw', tables, async () => {
    await Promise.all(tables.map((table) => table.clear()))
  })
}
