/** What a model writes between double brackets for Baton and not for the customer. */
export interface Mark {
  kind: 'sources' | 'human'
  text: string
}

const OPEN = '[['
const CLOSE = ']]'
const KNOWN = /^\s*(sources|human)\s*:([\s\S]*)$/i
/** Letters after which brackets that are still open are text. */
const MARK_MAX = 1_500

/** Takes the marks out of a text that comes in pieces, wherever those are cut. */
export class Marks {
  readonly found: Mark[] = []
  #held = ''

  /** Answers what may be shown by now. */
  read(piece: string): string {
    this.#held += piece
    let shown = ''
    for (;;) {
      const at = this.#held.indexOf(OPEN)
      if (at < 0) {
        const kept = this.#held.endsWith('[') ? 1 : 0
        return shown + this.#take(this.#held.length - kept)
      }
      shown += this.#take(at)
      const end = this.#held.indexOf(CLOSE)
      const inside = this.#held.slice(OPEN.length, end < 0 ? undefined : end)
      const mark = end < 0 ? null : KNOWN.exec(inside)
      if (mark) {
        const kind = mark[1]?.toLowerCase() === 'human' ? 'human' : 'sources'
        this.found.push({ kind, text: mark[2]?.trim() ?? '' })
        this.#take(end + CLOSE.length)
      } else if (end < 0 && mayBecomeMark(inside)) {
        return shown
      } else {
        shown += this.#take(OPEN.length)
      }
    }
  }

  /** Answers what was held back, once nothing follows. A mark that is not closed counts as one. */
  end(): string {
    const mark = this.#held.startsWith(OPEN) ? KNOWN.exec(this.#held.slice(OPEN.length)) : null
    return mark ? this.read(CLOSE) : this.#take(this.#held.length)
  }

  #take(letters: number): string {
    const taken = this.#held.slice(0, letters)
    this.#held = this.#held.slice(letters)
    return taken
  }
}

/** Whether more letters may still make it a known one. */
function mayBecomeMark(inside: string): boolean {
  if (inside.length > MARK_MAX) return false
  const text = inside.trimStart().toLowerCase()
  return KNOWN.test(inside) || ['sources:', 'human:'].some((start) => start.startsWith(text))
}
