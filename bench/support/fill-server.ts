import { guestName } from '@baton/domain/guest.ts'
import { DatabaseSync } from 'node:sqlite'
import { v7 as newId } from 'uuid'
import { indexWords } from '../../server/search/index-words.ts'
import { openDatabase } from '../../server/database/open.ts'
import { DEMO_PEOPLE, DEMO_TEAM } from '../../server/demo/people.ts'
import { startServerProcess } from '../../scripts/server-process.ts'
import questions from '../data/questions.json' with { type: 'json' }

const FIVE_MINUTES = 5 * 60_000
const YEAR = 365 * 86_400_000
/** Of a hundred conversations these are with the AI, wait, and are an agent's; the rest are resolved. */
const AI = 5
const WAITING = 3
const HUMAN = 2
const READERS = 50

/**
 * Fills a new SQLite file with the demo team and what it would have after a year: conversations of so many messages in
 * words of real customers, each with read marks of three of fifty agents, indexed for the search. Written past the server, which
 * must not run on it.
 */
export async function fillServer(
  path: string,
  { conversations, messages }: { conversations: number; messages: number },
): Promise<void> {
  // The server makes the tables and the team.
  await (
    await startServerProcess({ BATON_DEMO: '1', BATON_PORT: '0', BATON_DATABASE: path })
  ).stop()
  // Agents who have left are not all there.
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  try {
    db.exec('PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN')
    fill(db, conversations, messages)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
  const opened = openDatabase(path)
  try {
    await indexWords(opened.db)
  } finally {
    await opened.close()
  }
}

function fill(db: DatabaseSync, conversations: number, messages: number): void {
  const add = inserts(db)
  const { id: teamId, rev: before } = teamIn(db)
  const readers = readersIn(db, teamId)
  let rev = before
  const start = Date.now() - YEAR
  for (let n = 0; n < conversations; n += 1) {
    const [id, customer] = [newId(), newId()]
    const at = start + n * FIVE_MINUTES
    const name = guestName(customer)
    const rank = n % 100
    const state = stateAt(rank)
    const owner = readers[n % DEMO_PEOPLE.length] ?? ''
    const first = rev + 1
    let said = ''
    for (let seq = 1; seq <= messages; seq += 1) {
      said = questions[(n * 7 + seq * 13) % questions.length] ?? ''
      rev += 1
      add.messages(
        ...[teamId, newId(), id, seq, seq - 1, seq % 2 === 1 ? 'customer' : 'ai', said],
        ...['everyone', at + seq * 1_000, rev, 'f'.repeat(64)],
      )
    }
    const end = at + messages * 1_000
    const author = messages % 2 === 1 ? 'customer' : 'ai'
    const last = { author: { kind: author }, text: said.slice(0, 200), attached: null, at: end }
    const count = Math.ceil(messages / 2)
    add.customers(customer, teamId, name, at)
    add.people(customer, teamId, name, 0, '', '{"plan":"Pro"}', at, end, 0, first)
    add.conversations(
      ...[id, teamId, customer, customer, name, state, state === 'ai' ? 0 : 1],
      ...[state === 'human' ? owner : null, state === 'waiting' ? end : null, messages, messages],
      ...[JSON.stringify(last), count, messages, at, end, rev, messages, 0, 0, 0, '["billing"]'],
    )
    for (let mark = 0; mark < 3; mark += 1) {
      rev += 1
      add.readMarks(
        teamId,
        readers[(n + 7 * mark) % readers.length] ?? '',
        id,
        messages,
        count,
        rev,
      )
    }
  }
  db.prepare('UPDATE teams SET rev = ? WHERE id = ?').run(rev, teamId)
}

function stateAt(rank: number): string {
  if (rank < AI) return 'ai'
  if (rank < AI + WAITING) return 'waiting'
  return rank < AI + WAITING + HUMAN ? 'human' : 'resolved'
}

const COLUMNS = {
  customers: ['id', 'teamId', 'name', 'createdAt'],
  people: [
    ...['id', 'teamId', 'name', 'version', 'note', 'context', 'firstSeenAt', 'lastSeenAt'],
    ...['gone', 'rev'],
  ],
  conversations: [
    ...['id', 'teamId', 'customerId', 'personId', 'customerName', 'state', 'epoch', 'ownerId'],
    ...['waitingSince', 'lastSeq', 'lastPublicSeq', 'lastMessage', 'customerCount'],
    ...['customerSeenSeq', 'createdAt', 'updatedAt', 'rev', 'answeredSeq', 'owedAt'],
    ...['owedAttempts', 'leaseUntil', 'tags'],
  ],
  messages: [
    ...['teamId', 'id', 'conversationId', 'seq', 'previousSeq', 'authorKind', 'text'],
    ...['visibility', 'at', 'rev', 'fingerprint'],
  ],
  readMarks: ['teamId', 'agentId', 'conversationId', 'seq', 'customerCount', 'rev'],
} as const

type Value = string | number | null
type Inserts = Record<keyof typeof COLUMNS, (...values: Value[]) => void>

function inserts(db: DatabaseSync): Inserts {
  const of = (table: keyof typeof COLUMNS) => {
    const names = COLUMNS[table].map((name) => `"${name}"`)
    const places = names.map(() => '?')
    const statement = db.prepare(
      `INSERT INTO "${table}" (${names.join()}) VALUES (${places.join()})`,
    )
    return (...values: Value[]) => void statement.run(...values)
  }
  return {
    ...{ customers: of('customers'), people: of('people'), conversations: of('conversations') },
    ...{ messages: of('messages'), readMarks: of('readMarks') },
  }
}

function teamIn(db: DatabaseSync): { id: string; rev: number } {
  const row = db.prepare('SELECT id, rev FROM teams WHERE slug = ?').get(DEMO_TEAM.slug)
  return { id: String(row?.['id']), rev: Number(row?.['rev']) }
}

/** The demo's agents, and as many that have left as make fifty. */
function readersIn(db: DatabaseSync, teamId: string): string[] {
  const rows = db.prepare('SELECT id FROM agents WHERE "teamId" = ? ORDER BY name').all(teamId)
  if (rows.length !== DEMO_PEOPLE.length) throw new Error('The demo team is not whole.')
  const here = rows.map(({ id }) => String(id))
  return [...here, ...Array.from({ length: READERS - here.length }, () => newId())]
}
