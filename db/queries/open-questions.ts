import Dexie from 'dexie'
import type { BatonDatabase } from '../database.ts'

/** How many messages to look back. */
const LOOKED_AT = 20
/** Most messages returned; older ones are dropped. */
const MOST = 3

/**
 * The customer's messages since a human last answered, newest first. There may be several, and the newest may only
 * ask for a human. Empty if an agent has answered. Reads only this browser's copy.
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
