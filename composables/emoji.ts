import { useLocalStorage } from '@vueuse/core'

/** An emoji and the words it is found by; the first is its name. */
export interface Emoji {
  character: string
  name: string
  words: readonly string[]
}

/** So many that were used last are kept. */
const RECENT = 24

let loading: Promise<readonly Emoji[]> | undefined

/** All emoji in the order of Unicode: fetched when somebody first looks for one. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loading ??= import('emojilib').then(
    ({ default: keywords }) => Object.entries(keywords).map(emojiOf),
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}

function emojiOf([character, words]: [string, string[]]): Emoji {
  const plain = words.map((word) => word.toLowerCase().replaceAll('_', ' '))
  return { character, name: plain[0] ?? character, words: plain }
}

/** Those that every wanted word is found in, as the beginning of one of theirs; those called so come first. */
export function searchEmoji(all: readonly Emoji[], wanted: string): readonly Emoji[] {
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return all
  const found = all.filter(({ words }) =>
    parts.every((part) => words.some((word) => begins(word, part))),
  )
  const isNamed = ({ name }: Emoji) => parts.every((part) => begins(name, part))
  return [...found.filter(isNamed), ...found.filter((emoji) => !isNamed(emoji))]
}

/** Whether a word of a phrase begins so. */
function begins(phrase: string, part: string): boolean {
  return phrase.startsWith(part) || phrase.includes(` ${part}`)
}

/** The emoji used last in this browser, the newest first. */
export function useRecentEmoji() {
  const recent = useLocalStorage<string[]>('baton:emoji', [])
  return {
    recent,
    used: (character: string) => {
      recent.value = [character, ...recent.value.filter((other) => other !== character)].slice(
        0,
        RECENT,
      )
    },
  }
}
