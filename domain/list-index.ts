import type { ListHead } from './list-head.ts'
import { compareHeads, groupOf, type ListFilter, type ListGroup } from './list-order.ts'
import { holdsAll } from './search-text.ts'
import { unreadCount } from './unread.ts'

/** What the list shows: a filter, or the conversations that one agent holds. */
export type ListView = { filter: ListFilter } | { agentId: string }

/** So many changes at once are quicker sorted in than put in one by one. */
const SORT_FROM = 500

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
  readonly #heads = new Map<string, ListHead>()
  readonly #groups = noHeads()

  constructor(me: string) {
    this.#me = me
  }

  /** Takes in conversations that are new or have changed. */
  apply(heads: readonly ListHead[]): void {
    if (heads.length < SORT_FROM) {
      for (const head of heads) this.#put(head)
      return
    }
    for (const head of heads) this.#heads.set(head.id, head)
    for (const group of Object.values(this.#groups)) group.length = 0
    for (const head of this.#heads.values()) this.#groups[this.#group(head)].push(head)
    for (const group of Object.values(this.#groups)) group.sort(compareHeads)
  }

  head(id: string): ListHead | undefined {
    return this.#heads.get(id)
  }

  /** Those that this agent holds, for which read marks are needed. */
  mine(): string[] {
    return this.#groups.mine.map(({ id }) => id)
  }

  /**
   * The ids of a view in the order of the list. `readCounts`: up to where I have read mine; `among`: those that may
   * be in it, all without.
   */
  ids(
    view: ListView,
    readCounts: ReadonlyMap<string, number>,
    among?: ReadonlySet<string>,
  ): string[] {
    const ids = this.#idsIn(view, readCounts)
    return among ? ids.filter((id) => among.has(id)) : ids
  }

  /** How many each view holds; of those in `among`, if it is given. */
  counts(among?: ReadonlySet<string>): ListCounts {
    const { waiting, mine, ai, others, resolved } = among ? this.#groupsOf(among) : this.#groups
    const agents = new Map<string, number>()
    for (const { ownerId } of [...mine, ...others]) {
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

  /** The ids among these whose customer's name, email or ids hold every word, in the same order. */
  search(ids: readonly string[], words: readonly string[]): string[] {
    return ids.filter((id) => holdsAll(this.#heads.get(id)?.text ?? '', words))
  }

  #idsIn(view: ListView, readCounts: ReadonlyMap<string, number>): string[] {
    const { waiting, ai, others, resolved } = this.#groups
    if ('agentId' in view) {
      if (view.agentId === this.#me) return idsOf(this.#mineInOrder(readCounts))
      return idsOf(others.filter(({ ownerId }) => ownerId === view.agentId))
    }
    const { filter } = view
    if (filter === 'mine') return idsOf(this.#mineInOrder(readCounts))
    if (filter !== 'all') return idsOf({ waiting, ai, others, resolved }[filter])
    return idsOf(waiting, this.#mineInOrder(readCounts), ai, others)
  }

  /** The groups of these conversations, in no order. */
  #groupsOf(ids: ReadonlySet<string>): Record<ListGroup, ListHead[]> {
    const groups = noHeads()
    for (const id of ids) {
      const head = this.#heads.get(id)
      if (head) groups[this.#group(head)].push(head)
    }
    return groups
  }

  #put(head: ListHead): void {
    const before = this.#heads.get(head.id)
    if (before) {
      const group = this.#groups[this.#group(before)]
      group.splice(placeIn(group, before), 1)
    }
    this.#heads.set(head.id, head)
    const group = this.#groups[this.#group(head)]
    group.splice(placeIn(group, head), 0, head)
  }

  #group(head: ListHead): ListGroup {
    return groupOf(head, this.#me)
  }

  #mineInOrder(readCounts: ReadonlyMap<string, number>): ListHead[] {
    const { mine } = this.#groups
    const isUnread = (head: ListHead) =>
      unreadCount(head, { customerCount: readCounts.get(head.id) ?? 0 }, this.#me) > 0
    return [...mine.filter(isUnread), ...mine.filter((head) => !isUnread(head))]
  }
}

function noHeads(): Record<ListGroup, ListHead[]> {
  return { waiting: [], mine: [], ai: [], others: [], resolved: [] }
}

/** Where a head is in a sorted group, or would be put. */
function placeIn(group: readonly ListHead[], head: ListHead): number {
  let low = 0
  let high = group.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = group[middle]
    if (at && compareHeads(at, head) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function idsOf(...groups: readonly ListHead[][]): string[] {
  return groups.flatMap((group) => group.map(({ id }) => id))
}
