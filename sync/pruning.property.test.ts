// @vitest-environment node
import { ListIndex } from '@baton/domain/list-index.ts'
import { conversation, type Conversation } from '@baton/protocol/conversation.ts'
import type { Message } from '@baton/protocol/message.ts'
import type { Row } from '@baton/protocol/changes.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { addMessages } from '../db/commands/add-messages.ts'
import { joinTextBlocks } from '../db/commands/join-text-blocks.ts'
import { packList } from '../db/commands/pack-list.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { BatonDatabase } from '../db/database.ts'
import { pruneResolved } from '../db/housekeeping/prune-resolved.ts'
import { sweepCustomers } from '../db/housekeeping/sweep-customers.ts'
import { sweepTexts } from '../db/housekeeping/sweep-texts.ts'
import { trimMessages } from '../db/housekeeping/trim-messages.ts'
import { conversationMessages } from '../db/queries/conversation-messages.ts'
import { getCopy } from '../db/queries/get-copy.ts'
import { getListStep } from '../db/queries/get-list-step.ts'
import { listChanges, type ListPosition } from '../db/queries/list-changes.ts'
import { nameChanges, type NamesPosition } from '../db/queries/name-changes.ts'
import { searchMessages } from '../db/queries/search-messages.ts'
import { aConversation, aDraft, aMessage, RINA, TEAM, testId } from '../db/testing/builders.ts'
import { fc } from '../tests/support/property.ts'
import { applyRows, tablesOfRows } from './apply-rows.ts'
import { storeAsked, type AskedFor } from './store-asked.ts'

const CONVERSATIONS = 4
const NOBODY = new Set<string>()
let databases = 0

/** The server's truth, a copy of it, and somebody who works with the copy. */
class Copy {
  readonly db: BatonDatabase
  readonly truth = new Map<string, { row: Conversation; messages: Message[] }>()
  readonly unsent = new Set<string>()
  #now = 1_000
  #messages = 0
  #answer: { asked: AskedFor; rows: Row[] } | null = null
  #index = new ListIndex(RINA.id)
  #position: ListPosition | null = null
  #names = new Map<string, string>()
  #namesPosition: NamesPosition | null = null

  constructor() {
    databases += 1
    this.db = new BatonDatabase(`pruned-${databases}`)
  }

  async start(): Promise<void> {
    const account = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
    await this.db.meta.put({ key: 'account', value: account })
  }

  async tell(n: number, over: Partial<Conversation>, said: boolean): Promise<void> {
    this.#now += 1_000
    const id = testId('conversation', n)
    const before = this.truth.get(id) ?? { row: aConversation(n), messages: [] }
    this.#messages += 1
    const seq = before.row.lastSeq + 1
    const message = aMessage(this.#messages, {
      conversationId: id,
      seq,
      at: this.#now,
      text: `word ${this.#messages}`,
    })
    const messages = said ? [...before.messages, message] : before.messages
    const row = { ...before.row, ...over, lastSeq: messages.length, updatedAt: this.#now }
    this.truth.set(id, { row, messages })
    const rows: Row[] = [
      ...(said ? [{ kind: 'message' as const, value: message }] : []),
      { kind: 'conversation', value: row },
    ]
    await this.db.transaction('rw', tablesOfRows(this.db), async () => {
      await applyRows(this.db, rows)
    })
  }

  /** Asks for a conversation as it is now; the answer arrives whenever it likes. */
  async ask(n: number): Promise<void> {
    const of = this.truth.get(testId('conversation', n))
    if (!of) return
    const asked = { ...(await this.#asked()), step: await getListStep(this.db) }
    const rows: Row[] = [
      { kind: 'conversation', value: of.row },
      ...of.messages.slice(-3).map((value) => ({ kind: 'message' as const, value })),
    ]
    this.#answer = { asked, rows }
  }

  async answer(): Promise<void> {
    if (this.#answer) await storeAsked(this.db, this.#answer.asked, this.#answer.rows)
    this.#answer = null
  }

  async history(n: number): Promise<void> {
    const id = testId('conversation', n)
    const { fetchBefore } = await conversationMessages(this.db, id, 1_000)
    const older = this.truth.get(id)?.messages.filter(({ seq }) => seq < (fetchBefore ?? 0)) ?? []
    await this.db.transaction(
      'rw',
      [this.db.conversations, this.db.messages, this.db.textBlocks],
      async () => {
        if (await this.db.conversations.get(id)) await addMessages(this.db, older.slice(-2))
      },
    )
  }

  async write(n: number, send: boolean): Promise<void> {
    const id = testId('conversation', n)
    if (!(await this.db.conversations.get(id))) return
    this.unsent.add(id)
    if (!send) await saveDraft(this.db, aDraft(id, 'half written'))
    else
      await sendMessage(this.db, {
        conversationId: id,
        epoch: 0,
        text: 'queued',
        visibility: 'everyone',
      })
  }

  /** One slice, as if whoever did it was killed behind it. */
  async prune(ago: number): Promise<void> {
    const before = this.#now - ago
    await pruneResolved(this.db, { before, now: this.#now, passed: 0, latest: NOBODY })
  }

  trim(n: number, keep: number): Promise<boolean> {
    const bounds = { keep, now: this.#now, only: () => true }
    return trimMessages(this.db, testId('conversation', n), bounds)
  }

  async check(): Promise<void> {
    const rows = await this.db.conversations.toArray()
    for (const row of rows) {
      const { id } = row
      const of = this.truth.get(id)
      // The step of the list is the copy's own.
      expect(v.parse(conversation, row)).toEqual(of?.row)
      const { items, older, fetchBefore } = await conversationMessages(this.db, id, 1_000)
      const shown = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []))
      // The newest ones without a hole, and where there are more it is known.
      expect(shown).toEqual(shown.length === 0 ? [] : of?.messages.slice(-shown.length))
      expect(older).toBe(shown.length < (of?.messages.length ?? 0))
      expect(fetchBefore).toBe(older ? (of?.messages.length ?? 0) - shown.length + 1 : null)
    }
    const here = rows.map(({ id }) => id)
    for (const id of this.unsent) expect(here).toContain(id)
    // What is open stays.
    for (const [id, { row }] of this.truth) if (row.state !== 'resolved') expect(here).toContain(id)
    expect(new Set(await this.#list())).toEqual(new Set(here))
    expect(new Set(await this.#named())).toEqual(new Set(here))
    const stored = await this.db.messages.count()
    expect(await searchMessages(this.db, ['word'], 1_000).then(({ length }) => length > 0)).toBe(
      stored > 0,
    )
  }

  async #list(): Promise<string[]> {
    const now = await listChanges(this.db, this.#position, this.#index.mine())
    if (now.whole) this.#index = new ListIndex(now.position.me, now.packed)
    this.#index.remove(now.gone)
    this.#index.apply(now.heads)
    this.#position = now.position
    const read = new Map<string, number>()
    const lists = (['all', 'resolved'] as const).flatMap((filter) =>
      this.#index.ids({ filter }, read),
    )
    expect(new Set(lists).size).toBe(lists.length)
    return lists
  }

  async #named(): Promise<Iterable<string>> {
    const now = await nameChanges(this.db, this.#namesPosition)
    if (now.whole) this.#names = new Map()
    for (const id of now.gone) this.#names.delete(id)
    for (const [id, text] of now.names) this.#names.set(id, text)
    this.#namesPosition = now.position
    return this.#names.keys()
  }

  async #asked() {
    const account = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
    return { account, copy: await getCopy(this.db) }
  }
}

const n = fc.integer({ min: 1, max: CONVERSATIONS })
const step: fc.Arbitrary<(copy: Copy) => Promise<unknown>> = fc.oneof(
  { weight: 4, arbitrary: n.map((at) => (copy: Copy) => copy.tell(at, { state: 'ai' }, true)) },
  {
    weight: 4,
    arbitrary: n.map((at) => (copy: Copy) => copy.tell(at, { state: 'resolved' }, true)),
  },
  n.map((at) => (copy: Copy) => copy.tell(at, { state: 'resolved' }, false)),
  {
    weight: 3,
    arbitrary: fc.integer({ min: 0, max: 5_000 }).map((ago) => (copy: Copy) => copy.prune(ago)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(n, fc.integer({ min: 0, max: 4 })).map(
      ([at, keep]) =>
        (copy: Copy) =>
          copy.trim(at, keep),
    ),
  },
  { weight: 3, arbitrary: n.map((at) => (copy: Copy) => copy.ask(at)) },
  { weight: 3, arbitrary: fc.constant((copy: Copy) => copy.answer()) },
  { weight: 2, arbitrary: n.map((at) => (copy: Copy) => copy.history(at)) },
  fc.tuple(n, fc.boolean()).map(
    ([at, send]) =>
      (copy: Copy) =>
        copy.write(at, send),
  ),
  fc.constant((copy: Copy) => sweepTexts(copy.db)),
  fc.constant((copy: Copy) => sweepCustomers(copy.db, '')),
  fc.constant((copy: Copy) => joinTextBlocks(copy.db, 1)),
  fc.constant((copy: Copy) => packList(copy.db, 1)),
)

test('whatever is told, asked, written and taken out in whatever order, a conversation shows its newest messages without a hole, and nothing unsent goes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const copy = new Copy()
      await copy.start()
      for (const go of steps) {
        await go(copy)
        await copy.check()
      }
      copy.db.close()
    }),
    { numRuns: 40 },
  )
})

test('an answer from before the snapshot of the list does not bring back what left the copy after it', async () => {
  const copy = new Copy()
  await copy.start()
  await copy.tell(3, { state: 'resolved' }, false)
  await copy.ask(3)
  await copy.tell(3, { state: 'ai' }, true)
  await packList(copy.db, 1)
  await copy.tell(3, { state: 'resolved' }, true)
  await copy.prune(0)
  await copy.answer()
  await copy.check()
  expect(await copy.db.conversations.count()).toBe(0)
  copy.db.close()
})
