// Bundled, and run inside the panel's page: the database is the extension's own.
import { makeTemplates } from '../data/made-templates.ts'
import { makeConversations, type Making } from '../data/made-conversations.ts'
import { joinTextBlocks } from '../../db/commands/join-text-blocks.ts'
import { packList } from '../../db/commands/pack-list.ts'
import { BatonDatabase } from '../../db/database.ts'
import { getAccount } from '../../db/queries/get-account.ts'
import { getCursor } from '../../db/queries/get-cursor.ts'
import { listAgents } from '../../db/queries/list-agents.ts'
import { bytesOfYear, timesOfDay } from './copy-times.ts'
import { searchTimes, type SearchTimes } from './search-times.ts'
import { applyRows, tablesOfRows } from '../../sync/apply-rows.ts'

const db = new BatonDatabase()
/** Conversations stored in one transaction: about as many rows as a page of the server's has. */
const AT_ONCE = 100

/** Stores made-up conversations in the signed-in agent's copy, as the server's own rows are stored. */
async function fillCopy(making: Omit<Making, 'me' | 'colleague'>): Promise<number> {
  const [account, cursor, agents] = await Promise.all([
    getAccount(db),
    getCursor(db),
    listAgents(db),
  ])
  const colleague = agents.find(({ id }) => id !== account?.agent.id)
  if (!account || !cursor || !colleague) throw new Error('Nobody is signed in yet.')
  const started = performance.now()
  const made = [...makeConversations({ ...making, me: account.agent, colleague })]
  for (let from = 0; from < made.length; from += AT_ONCE) {
    const rows = made
      .slice(from, from + AT_ONCE)
      .flatMap(({ conversation, messages }) => [
        { kind: 'conversation' as const, value: conversation },
        ...messages.map((value) => ({ kind: 'message' as const, value })),
      ])
    await db.transaction('rw', tablesOfRows(db), async () => {
      await applyRows(db, rows)
    })
  }
  // What the background does each time it has caught up.
  await packList(db)
  while (await joinTextBlocks(db));
  return performance.now() - started
}

/** Stores made-up templates, in place of the team's. */
async function fillTemplates({ seed, count }: { seed: number; count: number }): Promise<void> {
  await db.transaction('rw', db.templates, async () => {
    await db.templates.clear()
    await db.templates.bulkAdd(makeTemplates(seed, count))
  })
}

/** Searches them without anything else of the panel. */
async function searchStored(rounds: number): Promise<SearchTimes> {
  return searchTimes(await db.templates.toArray(), rounds)
}

Object.assign(globalThis, { fillCopy, fillTemplates, searchStored, bytesOfYear, timesOfDay })
