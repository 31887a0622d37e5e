/** What a server makes up for itself: ids, and the names of guests. */
const MADE_UP = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^Guest [0-9A-F]{4}$/,
]

/** Positions in the team's history: any server numbers them by itself. */
const POSITIONS = new Set(['rev', 'newest', 'after', 'horizon'])

/** What says which server it was, or when, or who was there. */
const PASSING_KEYS = new Set([
  'presence',
  'now',
  'version',
  'protocol',
  'oldest',
  'until',
  'behind',
])

/** A number that is a time of this century, in milliseconds. */
const TIME = 1e12

/**
 * Finds out whether what a server says now is what an older one said: the same but for ids, times and positions,
 * which each server makes for itself, and for what has been added since. An id that stood for one thing then
 * stands for one thing now.
 */
export class Likeness {
  #ids = new Map<string, string>()
  #taken = new Set<string>()
  readonly #positions = new Map<number, number>()

  /** Why `now` is not like `then`; null when it is. What was learnt of ids is kept only when it is. */
  differs(then: unknown, now: unknown): string | null {
    const [ids, taken] = [new Map(this.#ids), new Set(this.#taken)]
    const why = this.#compare(then, now, '')
    if (why !== null) {
      this.#ids = ids
      this.#taken = taken
    }
    return why
  }

  /** What was said then, in today's ids and positions: what a client would say to this server. */
  translate(then: unknown, key = ''): unknown {
    if (typeof then === 'string') return this.#ids.get(then) ?? then
    if (typeof then === 'number' && POSITIONS.has(key)) return this.#positions.get(then) ?? then
    if (Array.isArray(then)) return then.map((part) => this.translate(part))
    if (typeof then !== 'object' || then === null) return then
    return Object.fromEntries(
      Object.entries(then).map(([name, part]) => [name, this.translate(part, name)]),
    )
  }

  /** The same for a text with ids in it. */
  translateIn(text: string): string {
    return text.replace(/[0-9a-f-]{36}/gi, (id) => this.#ids.get(id) ?? id)
  }

  #compare(then: unknown, now: unknown, at: string): string | null {
    const key = at.split('.').at(-1) ?? ''
    if (PASSING_KEYS.has(key)) return null
    if (typeof then === 'string' && typeof now === 'string')
      return this.#compareTexts(then, now, at)
    if (typeof then === 'number' && typeof now === 'number') {
      if (POSITIONS.has(key)) {
        this.#positions.set(then, now)
        return null
      }
      return then === now || (then > TIME && now > TIME) ? null : `${at}: ${then} is ${now}`
    }
    if (Array.isArray(then)) return this.#compareLists(then, now, at)
    if (typeof then === 'object' && then !== null) {
      if (typeof now !== 'object' || now === null) return `${at}: is ${String(now)}`
      for (const [name, part] of Object.entries(then)) {
        const why = this.#compare(part, Reflect.get(now, name), `${at}.${name}`)
        if (why !== null) return why
      }
      return null
    }
    return Object.is(then, now) ? null : `${at}: ${String(then)} is ${String(now)}`
  }

  #compareTexts(then: string, now: string, at: string): string | null {
    const known = this.#ids.get(then)
    if (known !== undefined) return known === now ? null : `${at}: ${then} is another one`
    if (then === now) return null
    if (!MADE_UP.some((kind) => kind.test(then) && kind.test(now)))
      return `${at}: “${then}” is “${now}”`
    if (this.#taken.has(now)) return `${at}: ${now} stood for something else`
    this.#ids.set(then, now)
    this.#taken.add(now)
    return null
  }

  /** Lists have the same length and order; rows of a page may come in any order, and with others. */
  #compareLists(then: readonly unknown[], now: unknown, at: string): string | null {
    if (!Array.isArray(now)) return `${at}: is no list`
    const found: readonly unknown[] = now
    if (!at.endsWith('.rows')) {
      if (then.length !== found.length) return `${at}: ${then.length} are ${found.length}`
      for (const [index, part] of then.entries()) {
        const why = this.#compare(part, found[index], `${at}.${index}`)
        if (why !== null) return why
      }
      return null
    }
    const left = [...found]
    for (const part of then) {
      const index = left.findIndex((row) => this.differs(part, row) === null)
      if (index < 0) return `${at}: there is none like ${JSON.stringify(part)}`
      left.splice(index, 1)
    }
    return null
  }
}
