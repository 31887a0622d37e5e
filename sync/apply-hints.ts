import type { Typing, Viewing } from '@baton/protocol/live.ts'
import { TYPING_LASTS_MS, VIEWING_LASTS_MS } from '@baton/protocol/live.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { Account } from '../db/rows.ts'
import { storeFor } from '../db/store-for.ts'
import { typingKey } from './typing-key.ts'

/** Events that are shown now, and that may be lost. */
export type Hint = { kind: 'typing'; body: Typing } | { kind: 'viewing'; body: Viewing }

/** Stores hints in order, in one transaction. `now` is in ms since 1970. */
export async function applyHints(
  db: BatonDatabase,
  account: Account | null,
  hints: readonly Hint[],
  now: number,
): Promise<void> {
  const tables = [db.typing, db.viewing]
  await storeFor(db, account, tables, async () => {
    for (const { kind, body } of latest(hints)) {
      if (kind === 'typing') await showTyping(db, body, now)
      else await showViewing(db, body, now)
    }
  })
}

/** The last hint about each thing. */
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
  }
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

/** Removes all hints: they are only valid during one connection. */
export async function clearHints(db: BatonDatabase): Promise<void> {
  const tables = [db.typing, db.viewing]
  await db.transaction('rw', tables, async () => {
    await Promise.all(tables.map((table) => table.clear()))
  })
}
