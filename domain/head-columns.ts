import type { ConversationState } from '@baton/protocol/conversation.ts'
import type { ListHead } from './list-head.ts'
import { compareHeads } from './list-order.ts'

/**
 * The heads of all conversations, one column a field, in the order of `compareHeads`. Ten thousand rows become a
 * handful of objects, which a database reads and a browser frees far faster.
 */
export interface HeadColumns {
  /** Joined by newlines. */
  ids: string
  /** Each an index into `STATES`. */
  states: Uint8Array
  /** Each an index into `ownerIds` plus one; 0 is none. */
  owners: Uint16Array
  ownerIds: string[]
  places: Float64Array
  customerCounts: Uint32Array
}

const STATES: readonly ConversationState[] = ['ai', 'waiting', 'human', 'resolved']

/** Heads as columns. */
export function packHeads(heads: readonly ListHead[]): HeadColumns {
  const sorted = [...heads].sort(compareHeads)
  const ownerIds = [...new Set(sorted.flatMap(({ ownerId }) => ownerId ?? []))]
  const numbers = new Map(ownerIds.map((id, n) => [id, n + 1]))
  return {
    ids: sorted.map(({ id }) => id).join('\n'),
    states: Uint8Array.from(sorted, ({ state }) => STATES.indexOf(state)),
    owners: Uint16Array.from(sorted, ({ ownerId }) => numbers.get(ownerId ?? '') ?? 0),
    ownerIds,
    places: Float64Array.from(sorted, ({ place }) => place),
    customerCounts: Uint32Array.from(sorted, ({ customerCount }) => customerCount),
  }
}

/** The ids of the conversations that an agent owns. */
export function heldIn(columns: HeadColumns, agentId: string): string[] {
  const number = columns.ownerIds.indexOf(agentId) + 1
  if (number === 0) return []
  return idsIn(columns).filter((_id, n) => columns.owners[n] === number)
}

/** The ids of the rows, in their order. */
export function idsIn({ ids }: Pick<HeadColumns, 'ids'>): string[] {
  return ids === '' ? [] : ids.split('\n')
}

/** A table of heads in columns that change and grow. Each head has a number that stays the same. */
export class HeadTable {
  readonly #ids: string[]
  readonly #states: ConversationState[]
  readonly #owners: (string | null)[]
  readonly #places: number[]
  readonly #customerCounts: number[]
  /** Numbers of removed heads, to be reused. */
  readonly #free: number[] = []
  /** Built at the first lookup by id. */
  #numbers: Map<string, number> | null = null

  constructor(columns: HeadColumns) {
    this.#ids = idsIn(columns)
    this.#states = Array.from(columns.states, (state) => STATES[state] ?? 'resolved')
    this.#owners = Array.from(columns.owners, (owner) => columns.ownerIds[owner - 1] ?? null)
    this.#places = Array.from(columns.places)
    this.#customerCounts = Array.from(columns.customerCounts)
  }

  /** The numbers of all heads. */
  numbers(): number[] {
    const free = new Set(this.#free)
    const all = [...this.#ids.keys()]
    return free.size === 0 ? all : all.filter((number) => !free.has(number))
  }

  id(number: number): string {
    return this.#ids[number] ?? ''
  }
  state(number: number): ConversationState {
    return this.#states[number] ?? 'resolved'
  }
  ownerId(number: number): string | null {
    return this.#owners[number] ?? null
  }
  place(number: number): number {
    return this.#places[number] ?? 0
  }
  customerCount(number: number): number {
    return this.#customerCounts[number] ?? 0
  }

  heads(): ListHead[] {
    return this.numbers().map((number) => ({
      ...{ id: this.id(number), state: this.state(number), ownerId: this.ownerId(number) },
      ...{ place: this.#places[number] ?? 0, customerCount: this.customerCount(number) },
    }))
  }

  /** Compares two heads like `compareHeads`. */
  compare(a: number, b: number): number {
    const places = this.#places
    return (places[a] ?? 0) - (places[b] ?? 0) || (this.id(a) < this.id(b) ? -1 : a === b ? 0 : 1)
  }

  /** The number of a conversation; undefined if it is not in the table. */
  find(id: string): number | undefined {
    this.#numbers ??= new Map(this.#ids.map((known, number) => [known, number]))
    return this.#numbers.get(id)
  }

  /** Removes a head if it is in the table. Its number may be reused. */
  remove(id: string): void {
    const number = this.find(id)
    if (number === undefined) return
    this.#numbers?.delete(id)
    this.#ids[number] = ''
    this.#free.push(number)
  }

  /** Inserts or replaces a head by its id. Returns its number. */
  put(head: ListHead): number {
    const number = this.find(head.id) ?? this.#free.pop() ?? this.#ids.length
    this.#ids[number] = head.id
    this.#states[number] = head.state
    this.#owners[number] = head.ownerId
    this.#places[number] = head.place
    this.#customerCounts[number] = head.customerCount
    this.#numbers?.set(head.id, number)
    return number
  }
}
