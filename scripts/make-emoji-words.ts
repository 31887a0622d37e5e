// `node scripts/make-emoji-words.ts`: makes what emoji are called and found by, a line for each emoji of emojilib, in its order:
// locales/emoji/english.txt out of emojilib, and locales/id/emoji.txt out of Unicode's CLDR.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { ROOT, runStep } from './run-step.ts'

const CLDR = '48.2.0'
/** Words of an emoji beside its name: each more would cost the package a kilobyte and find little. */
const MOST = 3
/** The first ones are faces, hearts and hands: what is felt is looked for in many words, so these keep all. */
const FEELINGS = 210

/** What CLDR says of an emoji: keywords, and the name that is read out (`tts`). */
const annotation = v.object({
  default: v.optional(v.array(v.string()), []),
  tts: v.array(v.string()),
})
const annotations = v.record(v.string(), annotation)
type Annotations = v.InferOutput<typeof annotations>
const ofBase = v.object({ annotations: v.object({ annotations }) })
const ofDerived = v.object({ annotationsDerived: v.object({ annotations }) })
const emojilib = v.record(v.string(), v.array(v.string()))

/**
 * The name of each emoji and the words that find it, joined by `|`; empty where CLDR says nothing. Left out is what
 * finds it already: words that begin a word of its name or of its English ones.
 */
export function emojiWords(
  english: Readonly<Record<string, readonly string[]>>,
  said: Annotations,
): string[] {
  const known = new Map(Object.entries(said).map(([key, found]) => [withoutStyle(key), found]))
  return Object.entries(english).map(([character, words], n) => {
    const found = isFlag(character) ? undefined : known.get(withoutStyle(character))
    if (!found) return ''
    const kept = found.tts.slice(0, 1)
    const others = words.map((word) => word.toLowerCase().replaceAll('_', ' '))
    for (const word of found.default.toSorted((a, b) => a.length - b.length)) {
      if (n >= FEELINGS && (kept.length > MOST || isOfPerson(character))) break
      if (!word.split(' ').every((part) => isBegun(part, [...kept, ...others]))) kept.push(word)
    }
    return kept.join('|')
  })
}

/**
 * Each emoji, its name, and the words that find it, by tabs: 7 KB less of the package than emojilib's lists. Emoji are
 * found by beginnings of single words, so a word that begins another one finds nothing more; it stays where what is
 * felt is looked for, since those called exactly so come first. The rare ones come first: lines that end alike pack well.
 */
export function englishWords(list: Readonly<Record<string, readonly string[]>>): string[] {
  const found = Object.entries(list).map(([character, [name = '', ...others]], n) => {
    const called = asWords(name)
    const words = [...new Set(others.flatMap(asWords))].sort((a, b) => b.length - a.length)
    const kept: string[] = []
    for (const word of words) {
      const isKnown = n < FEELINGS ? called.includes(word) : isBegun(word, [...called, ...kept])
      if (!isKnown) kept.push(word)
    }
    return { character, name: called.join(' '), kept }
  })
  const uses = Map.groupBy(
    found.flatMap(({ kept }) => kept),
    (word) => word,
  )
  const usesOf = (word: string) => uses.get(word)?.length ?? 0
  return found.map(({ character, name, kept }) => {
    const words = kept.sort((a, b) => usesOf(a) - usesOf(b) || (a < b ? -1 : 1))
    return [character, name, words.join(' ')].join('\t')
  })
}

function asWords(phrase: string): string[] {
  return phrase.toLowerCase().split(/[_ ]/)
}

/** Without the mark that asks for the coloured picture, which some lists leave out. */
function withoutStyle(character: string): string {
  return character.replaceAll('\u{FE0F}', '')
}

/** Flags of countries: the browser itself knows what these are called. */
function isFlag(character: string): boolean {
  return /^\p{Regional_Indicator}{2}$/u.test(character)
}

/** Put together of several, as "fire brigade, woman": the name says it all, and there are very many. */
function isOfPerson(character: string): boolean {
  return character.includes('\u{200D}')
}

function isBegun(part: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => phrase.startsWith(part) || phrase.includes(` ${part}`))
}

/** A file of an npm package that is fetched for this and not kept: it is large, and needed once a year. */
async function fileOf(name: string, path: string, folder: string): Promise<unknown> {
  const steps: readonly (readonly [string, ...string[]])[] = [
    ['npm', 'pack', `${name}@${CLDR}`, '--pack-destination', folder],
    ['tar', '-xzf', join(folder, `${name}-${CLDR}.tgz`), '-C', folder, `package/${path}`],
  ]
  for (const [command, ...args] of steps) {
    const { code, output } = await runStep(command, args)
    if (code !== 0) throw new Error(`${command} failed:\n${output}`)
  }
  return JSON.parse(await readFile(join(folder, 'package', path), 'utf8'))
}

if (import.meta.main) {
  const path = createRequire(import.meta.url).resolve('emojilib/dist/emoji-en-US.json')
  const list = v.parse(emojilib, JSON.parse(await readFile(path, 'utf8')))
  await writeFile(join(ROOT, 'locales/emoji/english.txt'), `${englishWords(list).join('\n')}\n`)

  const folder = await mkdtemp(join(tmpdir(), 'baton-cldr-'))
  const base = await fileOf('cldr-annotations-full', 'annotations/id/annotations.json', folder)
  const derived = await fileOf(
    'cldr-annotations-derived-full',
    'annotationsDerived/id/annotations.json',
    folder,
  )
  await rm(folder, { recursive: true })
  const said = {
    ...v.parse(ofDerived, derived).annotationsDerived.annotations,
    ...v.parse(ofBase, base).annotations.annotations,
  }
  await writeFile(join(ROOT, 'locales/id/emoji.txt'), `${emojiWords(list, said).join('\n')}\n`)
}
