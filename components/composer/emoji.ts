import { useLocalStorage } from '@vueuse/core'
import { packOf } from '../../locales/packs.ts'
import { LANGUAGES, type Language } from '../../locales/text.ts'
import { t } from '../../composables/words/i18n.ts'

/** An emoji and the words it is found by; the first is its name. */
export interface Emoji {
  character: string
  name: string
  words: readonly string[]
}

/** So many that were used last are kept. */
const RECENT = 24
/** Regional indicator A. */
const FIRST_LETTER = 0x1f1e6

const loading = new Map<Language, Promise<readonly Emoji[]>>()

/**
 * All emoji in the order of Unicode, found by their English words and by those of a language: fetched when somebody
 * first looks for one.
 */
export function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const begun = loading.get(language)
  if (begun) return begun
  const loaded = fetchEmoji(language)
  loading.set(language, loaded)
  // Another try may do better.
  loaded.catch(() => loading.delete(language))
  return loaded
}

async function fetchEmoji(language: Language): Promise<readonly Emoji[]> {
  const [{ default: english }, ownWords = ''] = await Promise.all([
    import('../../locales/emoji/english.txt?raw'),
    packOf(language).emoji?.(),
  ])
  const lines = ownWords.split('\n')
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  return english
    .trimEnd()
    .split('\n')
    .map((line, n) => {
      const [character = '', ...called] = line.split('\t')
      const own = lines[n]?.split('|').filter(Boolean) ?? []
      const words = [...own, ...flagWords(character, regions), ...called].map((word) =>
        word.toLowerCase(),
      )
      return { character, name: words[0] ?? character, words }
    })
}

/** What a country's flag is called: the browser knows its name; its two letters are those of the region's code. */
function flagWords(character: string, regions: Intl.DisplayNames): string[] {
  if (!/^\p{Regional_Indicator}{2}$/u.test(character)) return []
  const letters = Array.from(character, (letter) => (letter.codePointAt(0) ?? 0) - FIRST_LETTER)
  const name = regions.of(String.fromCharCode(...letters.map((letter) => letter + 65)))
  return name === undefined ? [] : [t('composer.emojiFlag', { country: name })]
}

/**
 * Those that every wanted word is found in, as the beginning of one of theirs. What is called just that comes first,
 * then what the whole words are said of; among those alike faces come before cats and things, as everywhere.
 */
export function searchEmoji(all: readonly Emoji[], wanted: string): readonly Emoji[] {
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (parts.length === 0) return all
  const found = all.filter(({ words }) =>
    parts.every((part) => words.some((word) => begins(word, part))),
  )
  const called = parts.join(' ')
  const ranks = new Map(found.map((emoji) => [emoji, rank(emoji, called, parts)]))
  const rankOf = (emoji: Emoji) => ranks.get(emoji) ?? 0
  return found.sort((a, b) => rankOf(a) - rankOf(b))
}

/** "dog" means the dog's face, too, and "japan" its flag. */
const KINDS = LANGUAGES.map((language) => packOf(language).emojiKind)

function rank({ name, words }: Emoji, called: string, parts: readonly string[]): 0 | 1 | 2 {
  if (name === called || KINDS.some((kind) => name.replace(kind, '') === called)) return 0
  return parts.every((part) => words.some((word) => word.split(' ').includes(part))) ? 1 : 2
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
