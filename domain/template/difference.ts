/** A piece of text in two versions. */
export interface DifferencePart {
  text: string
  kind: 'same' | 'added' | 'removed'
}

/** Above this many comparisons a text counts as rewritten: nobody reads such a difference word by word. */
const MOST_CELLS = 4_000_000

/**
 * The difference of two texts, word by word. Same and removed parts make up the old text, same and added parts the
 * new one. A removed part comes before its replacement.
 */
export function differenceOf(before: string, after: string): DifferencePart[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end += 1
  }
  const middle = [old.slice(start, old.length - end), now.slice(start, now.length - end)] as const
  return joined([
    ...old.slice(0, start).map(same),
    ...compared(...middle),
    ...old.slice(old.length - end).map(same),
  ])
}

const same = (text: string): DifferencePart => ({ text, kind: 'same' })

/** Splits a text into words, spaces and marks; a placeholder stays whole. The pieces joined are the text. */
function wordsOf(text: string): string[] {
  return text.match(/\{\{[^{}]*\}\}|[\p{L}\p{N}\p{M}]+|\s+|[^\s\p{L}\p{N}]/gu) ?? []
}

/** Compares by the longest common subsequence of words. */
function compared(old: readonly string[], now: readonly string[]): DifferencePart[] {
  const width = now.length + 1
  if (old.length * now.length > MOST_CELLS) return [...gone(old), ...come(now)]
  /** For each pair of positions, how many words the remaining texts have in common. */
  const common = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const parts: DifferencePart[] = []
  let [i, j] = [0, 0]
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      parts.push(same(old[i] ?? ''))
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      parts.push(...gone(old.slice(i, i + 1)))
      i += 1
    } else {
      parts.push(...come(now.slice(j, j + 1)))
      j += 1
    }
  }
  return [...parts, ...gone(old.slice(i)), ...come(now.slice(j))]
}

const gone = (words: readonly string[]) =>
  words.map((text): DifferencePart => ({ text, kind: 'removed' }))
const come = (words: readonly string[]) =>
  words.map((text): DifferencePart => ({ text, kind: 'added' }))

/** Joins neighbours of one kind. In a run of changes, removed parts come first. */
function joined(parts: readonly DifferencePart[]): DifferencePart[] {
  const result: DifferencePart[] = []
  let changed = { removed: '', added: '' }
  const close = () => {
    if (changed.removed !== '') result.push({ text: changed.removed, kind: 'removed' })
    if (changed.added !== '') result.push({ text: changed.added, kind: 'added' })
    changed = { removed: '', added: '' }
  }
  for (const { text, kind } of parts) {
    if (kind !== 'same') {
      changed[kind] += text
      continue
    }
    close()
    const last = result.at(-1)
    if (last?.kind === 'same') last.text += text
    else result.push(same(text))
  }
  close()
  return result
}
