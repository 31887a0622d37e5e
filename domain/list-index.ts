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

/** What the list shows: a filter, or the conversations that one agent holds. */
export type ListView = { filter: ListFilter } | { agentId: string }

/** So many changes at once are quicker sorted in than put in one by one. */
const SORT_FROM = 500

const NONE = packHeads([])

/** How many conversations the copy holds: under each filter, and of each agent. */
export interface ListCounts {
  filters: Record<ListFilter, number>
  agents: ReadonlyMap<string, number>
}

/**
 * The order of all conversations, kept up to date one change at a time: a change of one never looks at the
 * others. Equal at every moment to sorting all of them by `compareHeads`.
 */
export class ListIndex {
  readonly #me: string
  readonly #heads: HeadTable
  /** The numbers of the heads of each group, in order. */
  readonly #groups = noHeads()

  /** The list of an agent. It begins with `packed`, which is in order already. */
  constructor(me: string, packed = NONE) {
    this.#me = me
    this.#heads = new HeadTable(packed)
    this.#fill()
  }

  /** Takes in conversations that are new or have changed. */
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

  /** Takes out conversations that are not in the copy any more. */
  remove(ids: readonly string[]): void {
    const numbers = new Set(ids.flatMap((id) => this.#heads.find(id) ?? []))
    if (numbers.size === 0) return
    for (const group of Object.values(this.#groups)) {
      const left = group.filter((number) => !numbers.has(number))
      if (left.length === group.length) continue
      // Not by spread: there may be more of them than a call takes arguments.
      group.length = 0
      for (const number of left) group.push(number)
    }
    for (const id of ids) this.#heads.remove(id)
  }

  /** Those that this agent holds, for which read marks are needed. */
  mine(): string[] {
    return this.#idsOf(this.#groups.mine)
  }

  /**
   * The ids of a view in the order of the list; of those in `among`, if it is given. `readCounts`: up to where I have
   * read mine.
   */
  ids(
    view: ListView,
    readCounts: ReadonlyMap<string, number>,
    among?: ReadonlySet<string>,
  ): string[] {
    const ids = this.#idsIn(view, readCounts)
    return among ? ids.filter((id) => among.has(id)) : ids
  }

  /** How the ids of the whole list are divided, of those in `among`, if it is given: how many each section has. */
  sections(among?: ReadonlySet<string>): Record<ListSection, number> {
    const { waiting, mine, ai, others } = among ? this.#groupsOf(among) : this.#groups
    const offered = mine.filter((number) => isOffered(this.#heads.place(number))).length
    return {
      ...{ offered, waiting: waiting.length, mine: mine.length - offered },
      ...{ ai: ai.length, others: others.length },
    }
  }

  /** How many each view holds; of those in `among`, if it is given. */
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

  /** The groups of these conversations, in no order. */
  #groupsOf(ids: ReadonlySet<string>): Record<ListGroup, number[]> {
    const groups = noHeads()
    for (const id of ids) {
      const number = this.#heads.find(id)
      if (number !== undefined) groups[this.#groupOf(number)].push(number)
    }
    return groups
  }

  /** Groups all heads as they stand in the table. */
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

  /** Where a head is in a sorted group, or would be put. */
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

  /** Mine, from top to bottom. */
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
