import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'

/** Messages that are looked back for them. */
const LOOKED_AT = 20
/** Of more, the older ones are given up. */
const MOST = 3

/**
 * What the customer wrote since a human last answered, the newest first: there may be more than one, and the newest may
 * only ask for a human. None once an agent has answered. From this browser's copy alone.
 */
export async function openQuestions(
  db: BatonDatabase,
  conversationId: string,
  lastSeq: number,
): Promise<string[]> {
  const newest = await db.messages
    .where('[conversationId+seq]')
    .between([conversationId, lastSeq - LOOKED_AT], [conversationId, Dexie.maxKey])
    .toArray()
  const said = newest.filter(({ visibility }) => visibility === 'everyone').reverse()
  const answer = said.findIndex(({ author }) => author.kind === 'agent')
  return said
    .slice(0, answer === -1 ? said.length : answer)
    .filter(({ author, text }) => author.kind === 'customer' && text.trim() !== '')
    .map(({ text }) => text)
    .slice(0, MOST)
}
