import type { Conversation } from '@baton/protocol/conversation.ts'
import { fc } from '../tests/support/property.ts'
import { expect, test } from 'vitest'
import { HeadTable, heldIn, packHeads } from './head-columns.ts'
import { headOf, lastActivity, namesOf } from './list-head.ts'
import { ListIndex } from './list-index.ts'
import { compareHeads, LIST_FILTERS, type ListFilter } from './list-order.ts'

const ME = 'agent-me'
const BUDI = { id: 'budi', name: 'Budi' }

const conversation = (id: string, more: Partial<Conversation>): Conversation => ({
  ...{
    id,
    state: 'ai',
    epoch: 0,
    ownerId: null,
    waitingSince: null,
    handoff: null,
    transfer: null,
    formerName: null,
    page: null,
    tags: [],
  },
  ...{ customer: { id: `customer-of-${id}`, name: `Name ${id}`, email: null }, lastSeq: 0 },
  ...{ lastMessage: null, customerCount: 0, customerSeenSeq: 0, createdAt: 0, updatedAt: 0 },
  ...more,
})
const human = (ownerId: string) => ({ state: 'human' as const, ownerId })
const said = (at: number) => ({
  lastMessage: { author: { kind: 'ai' as const }, text: '', attached: null, at },
})

/** The order as product.md tells it, written down the slow way: every row, one comparison at a time. */
function naive(all: readonly Conversation[], filter: ListFilter, read: Map<string, number>) {
  const kind = ({ id, state, ownerId, customerCount, transfer }: Conversation) => {
    if (state === 'waiting') return 0
    if (state === 'human' && ownerId === ME && transfer?.kind === 'offered') return -1
    if (state === 'human' && ownerId === ME) return customerCount > (read.get(id) ?? 0) ? 1 : 2
    return { ai: 3, human: 4, resolved: 5 }[state]
  }
  const shown: Record<ListFilter, number[]> = {
    ...{
      all: [-1, 0, 1, 2, 3, 4],
      waiting: [0],
      mine: [-1, 1, 2],
      ai: [3],
      others: [4],
      resolved: [5],
    },
  }
  return all
    .filter((each) => shown[filter].includes(kind(each)))
    .sort((a, b) => {
      const offeredAt = ({ transfer }: Conversation) =>
        transfer?.kind === 'offered' ? transfer.at : 1e9
      const isOffered = Math.min(offeredAt(a), offeredAt(b)) < 1e9
      const within = isOffered
        ? offeredAt(a) - offeredAt(b)
        : kind(a) === 0
          ? (a.waitingSince ?? 0) - (b.waitingSince ?? 0)
          : lastActivity(b) - lastActivity(a)
      return kind(a) - kind(b) || within || (a.id < b.id ? -1 : 1)
    })
    .map(({ id }) => id)
}

test('waiting longest first, mine with unread, mine, AI, others; resolved apart', () => {
  const index = new ListIndex(ME)
  const all = [
    conversation('resolved', { state: 'resolved' }),
    conversation('other', human('sari')),
    conversation('ai-old', said(1)),
    conversation('ai-new', said(2)),
    conversation('mine', { ...human(ME), ...said(9) }),
    conversation('offered', {
      ...human(ME),
      transfer: { kind: 'offered', by: BUDI, note: null, at: 5 },
    }),
    conversation('mine-unread', { ...human(ME), customerCount: 2 }),
    conversation('waits-short', { state: 'waiting', waitingSince: 9 }),
    conversation('waits-long', { state: 'waiting', waitingSince: 3 }),
  ]
  index.apply(all.map(headOf))
  expect(index.ids({ filter: 'all' }, new Map())).toEqual([
    ...['offered', 'waits-long', 'waits-short', 'mine-unread', 'mine'],
    ...['ai-new', 'ai-old', 'other'],
  ])
  expect(index.ids({ filter: 'resolved' }, new Map())).toEqual(['resolved'])
  expect(index.ids({ agentId: 'sari' }, new Map())).toEqual(['other'])
  expect(index.ids({ agentId: ME }, new Map([['mine-unread', 2]]))).toEqual([
    'offered',
    'mine',
    'mine-unread',
  ])
  expect(index.sections()).toEqual({ offered: 1, waiting: 2, mine: 2, ai: 2, others: 1 })
})

const anyConversation = fc
  .record({
    id: fc.nat({ max: 30 }),
    state: fc.constantFrom(
      'ai' as const,
      'waiting' as const,
      'resolved' as const,
      'human' as const,
    ),
    owner: fc.constantFrom(ME, 'sari', 'budi'),
    at: fc.nat({ max: 4 }),
    customerCount: fc.nat({ max: 2 }),
    transfer: fc.constantFrom('offered' as const, 'declined' as const, null),
  })
  .map(({ id, state, owner, at, customerCount, transfer: kind }) =>
    conversation(`c${id}`, {
      ...{ state, customerCount, createdAt: at },
      transfer: state === 'human' && kind ? { kind, by: BUDI, note: null, at } : null,
      ownerId: state === 'human' ? owner : null,
      waitingSince: state === 'waiting' ? at : null,
      ...(at > 2 ? said(at) : {}),
    }),
  )
const anyBatch = fc.array(anyConversation, { maxLength: 8 })
const anyRead = fc
  .array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 2 })))
  .map((marks) => new Map(marks.map(([n, count]) => [`c${n}`, count])))

test('kept up to date change by change, it is what sorting everything would give', () => {
  fc.assert(
    fc.property(anyBatch, fc.array(anyBatch), anyRead, (packed, changes, read) => {
      const all = new Map(packed.map((each) => [each.id, each]))
      const index = new ListIndex(ME, packHeads([...all.values()].map(headOf)))
      for (const batch of changes) {
        for (const each of batch) all.set(each.id, each)
        index.apply(batch.map(headOf))
        const { filters, agents } = index.counts()
        for (const filter of LIST_FILTERS) {
          const ids = index.ids({ filter }, read)
          expect(ids).toEqual(naive([...all.values()], filter, read))
          expect(filters[filter]).toBe(ids.length)
        }
        for (const [agentId, count] of agents) {
          expect(index.ids({ agentId }, read)).toHaveLength(count)
        }
      }
    }),
  )
})

test('of some conversations, each view holds those and counts those, in its own order', () => {
  const some = fc.array(fc.nat({ max: 30 })).map((all) => new Set(all.map((n) => `c${n}`)))
  fc.assert(
    fc.property(fc.array(anyConversation), anyRead, some, (all, read, among) => {
      const index = new ListIndex(ME)
      index.apply(all.map(headOf))
      const counts = index.counts(among)
      const sections = Object.values(index.sections(among))
      expect(sections.reduce((sum, count) => sum + count)).toBe(counts.filters.all)
      for (const filter of LIST_FILTERS) {
        const ids = index.ids({ filter }, read, among)
        expect(ids).toEqual(index.ids({ filter }, read).filter((id) => among.has(id)))
        expect(counts.filters[filter]).toBe(ids.length)
      }
      for (const [agentId, count] of index.counts().agents) {
        const ids = index.ids({ agentId }, read, among)
        expect(ids.length).toBeLessThanOrEqual(count)
        expect(counts.agents.get(agentId) ?? 0).toBe(ids.length)
      }
    }),
  )
})

test('very many changes at once give the same order as one by one', () => {
  const many = Array.from({ length: 600 }, (_, n) =>
    conversation(`c${n % 550}`, { ...said((n * 7919) % 101), state: n % 3 ? 'ai' : 'resolved' }),
  )
  const [together, apart] = [new ListIndex(ME), new ListIndex(ME)]
  together.apply(many.map(headOf))
  for (const each of many) apart.apply([headOf(each)])
  for (const filter of LIST_FILTERS) {
    expect(together.ids({ filter }, new Map())).toEqual(apart.ids({ filter }, new Map()))
  }
})

test('heads in columns are the heads, in order', () => {
  fc.assert(
    fc.property(fc.array(anyConversation), (conversations) => {
      const heads = new Map(conversations.map((each) => [each.id, headOf(each)]))
      const columns = packHeads([...heads.values()])
      expect(new HeadTable(columns).heads()).toEqual([...heads.values()].sort(compareHeads))
      const held = heldIn(columns, ME).map((id) => heads.get(id)?.ownerId)
      expect(held).toEqual([...heads.values()].flatMap(({ ownerId: id }) => (id === ME ? id : [])))
    }),
  )
})

test('names, emails and ids are what is searched, without case and accents', () => {
  const jose = { id: 'C9', name: 'José Prátama', email: 'JP@example.com' }
  expect(namesOf(conversation('a', { customer: jose }))).toBe('jose pratama\njp@example.com\nc9\na')
})
