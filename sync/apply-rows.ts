import { cleanName } from '@baton/domain/clean-name.ts'
import type { Row } from '@baton/protocol/changes.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { ReadMark } from '@baton/protocol/read-mark.ts'
import type { Team } from '@baton/protocol/team-settings.ts'
import { putConversations } from '../db/commands/put-conversations.ts'
import { putMessages } from '../db/commands/put-messages.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { applyTemplates, type TemplateRow } from './apply-templates.ts'
import { releaseFiles } from './release-files.ts'
import { typingKey } from './typing-key.ts'

/** The tables that `applyRows` may touch: the scope of its transaction. */
export function tablesOfRows(db: BatonDatabase) {
  return [
    db.meta,
    db.conversations,
    db.messages,
    db.customers,
    db.agents,
    db.templates,
    db.goneTemplates,
    db.templateEdits,
    db.readMarks,
    db.outbox,
    db.uploads,
    db.files,
    db.typing,
    db.textBlocks,
  ]
}

/**
 * Stores the server's rows (the last of each wins) and removes what they replace: the outbox row of a stored message,
 * and the typing sign of its author. Call it with the cursor, in a transaction over `tablesOfRows`.
 */
export async function applyRows(db: BatonDatabase, rows: readonly Row[]): Promise<void> {
  const conversations: Conversation[] = []
  const messages: Message[] = []
  const customers = new Map<string, CustomerDetails | null>()
  const agents: Agent[] = []
  const readMarks: ReadMark[] = []
  let team: Team | null = null
  const templates: TemplateRow[] = []
  for (const row of rows) {
    switch (row.kind) {
      case 'conversation':
        conversations.push(row.value)
        break
      case 'message':
        messages.push(row.value)
        break
      case 'customer':
        customers.set(row.value.id, { ...row.value, name: cleanName(row.value.name) })
        break
      case 'customer-gone':
        customers.set(row.value.id, null)
        break
      case 'agent':
        agents.push({ ...row.value, name: cleanName(row.value.name) || row.value.name })
        break
      case 'team':
        team = row.value
        break
      case 'template':
      case 'template-gone':
        templates.push(row)
        break
      case 'read-mark':
        readMarks.push(row.value)
        break
    }
  }
  await Promise.all([
    applyConversations(db, conversations),
    applyMessages(db, messages),
    applyOrRemove(db.customers, customers),
    applyAgents(db, agents),
    team && db.meta.put({ key: 'team', value: team }),
    applyTemplates(db, templates),
    applyReadMarks(db, readMarks),
  ])
}

async function applyConversations(db: BatonDatabase, conversations: Conversation[]) {
  if (conversations.length > 0) await putConversations(db, conversations)
}

async function applyMessages(db: BatonDatabase, messages: Message[]) {
  if (messages.length === 0) return
  const ids = new Set(messages.map(({ id }) => id))
  const typed = messages.flatMap(({ conversationId, author }) => {
    if (author.kind === 'customer') return [typingKey(conversationId, null)]
    return author.kind === 'agent' ? [typingKey(conversationId, author.id)] : []
  })
  // The reads run in parallel: each wait for IndexedDB would delay what the panel shows.
  await Promise.all([
    putMessages(db, messages),
    db.outbox.bulkDelete([...ids]),
    db.typing.bulkDelete(typed),
    releaseFiles(
      db,
      messages.flatMap(({ attachments }) => attachments),
      newestOf(messages),
    ),
  ])
}

function newestOf(messages: Message[]): number {
  return Math.max(...messages.map(({ at }) => at))
}

async function applyAgents(db: BatonDatabase, agents: Agent[]) {
  if (agents.length === 0) return
  await db.agents.bulkPut(agents)
  const account = await getAccount(db)
  const me = agents.findLast(({ id }) => id === account?.agent.id)
  if (account && me) await db.meta.put({ key: 'account', value: { ...account, agent: me } })
}

/** Null means that the row is gone. */
async function applyOrRemove<T>(
  table: { bulkPut(rows: T[]): PromiseLike<unknown>; bulkDelete(ids: string[]): PromiseLike<void> },
  rows: ReadonlyMap<string, T | null>,
): Promise<void> {
  if (rows.size === 0) return
  await table.bulkPut([...rows.values()].filter((row) => row !== null))
  await table.bulkDelete([...rows].flatMap(([id, row]) => (row ? [] : [id])))
}

/**
 * Stores only my read marks, not colleagues'. A mark only rises, and may be ahead of the server's until that is sent.
 */
async function applyReadMarks(db: BatonDatabase, told: ReadMark[]) {
  if (told.length === 0) return
  const account = await getAccount(db)
  const readMarks = told.filter(({ agentId }) => agentId === account?.agent.id)
  const keys = readMarks.map(({ agentId, conversationId }): [string, string] => [
    agentId,
    conversationId,
  ])
  const known = await db.readMarks.bulkGet(keys)
  await db.readMarks.bulkPut(readMarks.filter(({ seq }, n) => (known[n]?.seq ?? 0) <= seq))
}
