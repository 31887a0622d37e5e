import { HeadTable, packHeads } from './head-columns.ts'
import { isOffered, type ListHead } from './list-head.ts'
import {
  groupOf,
  LIST_SECTIONS,
  type ListFilter,
  type ListGroup,
  type ListSection,
} from './list-order.ts'
import { unreadCount } from './unread.ts'

/** What the list shows: a filter, or one agent's conversations. */
export type ListView = { filter: ListFilter } | { agentId: string }

/** From this many changes on, sorting is faster than single insertions. */
const SORT_FROM = 500

const NONE = packHeads([])

/** How many conversations the copy has under each filter, and of each agent. */
export interface ListCounts {
  filters: Record<ListFilter, number>
  agents: ReadonlyMap<string, number>
}

/**
 * Keeps the order of all conversations, updated one change at a time without looking at the others. It always equals
 * sorting all of them by `compareHeads`.
 */
export class ListIndex {
  readonly #me: string
  readonly #heads: HeadTable
  /** For each group, the numbers of its heads in order. */
  readonly #groups = noHeads()

  /** The list of an agent. It starts with `packed`, which is already sorted. */
  constructor(me: string, packed = NONE) {
    this.#me = me
    this.#heads = new HeadTable(packed)
    this.#fill()
  }

  /** Inserts or updates conversations. */
  apply(heads: readonly ListHead[]): void {
    if (heads.length < SORT_FROM) {
      for (const head of heads) this.#put(head)
      return
    }
    for (const head of heads) this.#heads.put(head)
    this.#fill()
    for (const group of Object.values(this.#groups)) {
      group.sort((a, b) => this.#heads.compare(a, b))
    }
  }

  /** Removes conversations that left the copy. */
  remove(ids: readonly string[]): void {
    const numbers = new Set(ids.flatMap((id) => this.#heads.find(id) ?? []))
    if (numbers.size === 0) return
    for (const group of Object.values(this.#groups)) {
      const left = group.filter((number) => !numbers.has(number))
      if (left.length === group.length) continue
      // Not by spread: a call takes a limited number of arguments.
      group.length = 0
      for (const number of left) group.push(number)
    }
    for (const id of ids) this.#heads.remove(id)
  }

  /** My conversations, which need read marks. */
  mine(): string[] {
    return this.#idsOf(this.#groups.mine)
  }

  /**
   * The ids of a view in the order of the list, limited to `among` if given. `readCounts`: how far I have read my
   * own.
   */
  ids(
    view: ListView,
    readCounts: ReadonlyMap<string, number>,
    among?: ReadonlySet<string>,
  ): string[] {
    const ids = this.#idsIn(view, readCounts)
    return among ? ids.filter((id) => among.has(id)) : ids
  }

  /** How many rows each section of the whole list has, limited to `among` if given. */
  sections(among?: ReadonlySet<string>): Record<ListSection, number> {
    const { waiting, mine, ai, others } = among ? this.#groupsOf(among) : this.#groups
    const offered = mine.filter((number) => isOffered(this.#heads.place(number))).length
    return {
      ...{ offered, waiting: waiting.length, mine: mine.length - offered },
      ...{ ai: ai.length, others: others.length },
    }
  }

  /** How many conversations each view has, limited to `among` if given. */
  counts(among?: ReadonlySet<string>): ListCounts {
    const { waiting, mine, ai, others, resolved } = among ? this.#groupsOf(among) : this.#groups
    const agents = new Map<string, number>()
    for (const number of [...mine, ...others]) {
      const ownerId = this.#heads.ownerId(number)
      if (ownerId !== null) agents.set(ownerId, (agents.get(ownerId) ?? 0) + 1)
    }
    return {
      filters: {
        all: waiting.length + mine.length + ai.length + others.length,
        waiting: waiting.length,
        mine: mine.length,
        ai: ai.length,
        others: others.length,
        resolved: resolved.length,
      },
      agents,
    }
  }

  #idsIn(view: ListView, readCounts: ReadonlyMap<string, number>): string[] {
    const { waiting, ai, others, resolved } = this.#groups
    const mine = () => Object.values(this.#mineInOrder(readCounts))
    if ('agentId' in view) {
      const { agentId } = view
      if (agentId === this.#me) return this.#idsOf(...mine())
      return this.#idsOf(others.filter((number) => this.#heads.ownerId(number) === agentId))
    }
    const { filter } = view
    if (filter === 'mine') return this.#idsOf(...mine())
    if (filter !== 'all') return this.#idsOf({ waiting, ai, others, resolved }[filter])
    const { offered, unread, read } = this.#mineInOrder(readCounts)
    const sections = { offered, waiting, mine: [...unread, ...read], ai, others }
    return this.#idsOf(...LIST_SECTIONS.map((section) => sections[section]))
  }

  /** These conversations by group, unordered. */
  #groupsOf(ids: ReadonlySet<string>): Record<ListGroup, number[]> {
    const groups = noHeads()
    for (const id of ids) {
      const number = this.#heads.find(id)
      if (number !== undefined) groups[this.#groupOf(number)].push(number)
    }
    return groups
  }

  /** Builds all groups from the table. */
  #fill(): void {
    for (const group of Object.values(this.#groups)) group.length = 0
    for (const number of this.#heads.numbers()) this.#group(number).push(number)
  }

  #put(head: ListHead): void {
    const before = this.#heads.find(head.id)
    if (before !== undefined) {
      const group = this.#group(before)
      group.splice(this.#placeIn(group, before), 1)
    }
    const number = this.#heads.put(head)
    const group = this.#group(number)
    group.splice(this.#placeIn(group, number), 0, number)
  }

  #group(number: number): number[] {
    return this.#groups[this.#groupOf(number)]
  }

  #groupOf(number: number): ListGroup {
    const head = { state: this.#heads.state(number), ownerId: this.#heads.ownerId(number) }
    return groupOf(head, this.#me)
  }

  /** The index of a head in a sorted group, or where it would be inserted. */
  #placeIn(group: readonly number[], number: number): number {
    let low = 0
    let high = group.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = group[middle]
      if (at !== undefined && this.#heads.compare(at, number) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** My conversations from top to bottom. */
  #mineInOrder(readCounts: ReadonlyMap<string, number>) {
    const parts = { offered: [] as number[], unread: [] as number[], read: [] as number[] }
    for (const number of this.#groups.mine) {
      const mark = { customerCount: readCounts.get(this.#heads.id(number)) ?? 0 }
      const customerCount = this.#heads.customerCount(number)
      const held = { state: 'human', ownerId: this.#me, customerCount } as const
      if (isOffered(this.#heads.place(number))) parts.offered.push(number)
      else if (unreadCount(held, mark, this.#me) > 0) parts.unread.push(number)
      else parts.read.push(number)
    }
    return parts
  }

  #idsOf(...groups: readonly number[][]): string[] {
    return groups.flatMap((group) => group.map((number) => this.#heads.id(number)))
  }
}

function noHeads(): Record<ListGroup, number[]> {
  return { waiting: [], mine: [], ai: [], others: [], resolved: [] }
}
