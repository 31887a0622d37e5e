import type { Template } from '@baton/protocol/template.ts'
import UFuzzy from '@leeoniya/ufuzzy'

/** What stands between a `/` and the caret, while a template is being looked for. */
export interface TemplateQuery {
  query: string
  /** Offsets of the `/` and of the caret in the text. */
  start: number
  end: number
}

/** Finds `/query` right before the caret; the `/` counts at the start or after white space. */
export function templateQueryAt(text: string, caret: number): TemplateQuery | null {
  const found = /(?:^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[1] ?? ''
  return { query, start: caret - query.length - 1, end: caret }
}

/** What is looked through: made once for a set of templates, not at every key. */
export interface TemplateIndex {
  /** By the alphabet of their shortcuts. */
  entries: readonly Entry[]
  /** The entries as texts in which a typing mistake is forgiven. */
  heads: string[]
}

interface Entry {
  template: Template
  shortcut: string
  /** Title and tags. */
  head: string
  body: string
  place: number
}

/** How often this agent used a template, 0 for never. */
export type UsesOf = (templateId: string) => number

/** Forgives one wrong, missing, doubled or swapped letter a word. */
// Its mode is a const enum, whose members a module that is compiled alone cannot read.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const forgiving = new UFuzzy({ intraMode: 1, intraIns: 1 })
/** Mistakes are forgiven only where there is little else to show. */
const FEW = 8

/** Gets templates ready to be searched. */
export function indexTemplates(templates: readonly Template[]): TemplateIndex {
  const { compare } = new Intl.Collator()
  const entries = [...templates]
    .sort((a, b) => compare(a.shortcut, b.shortcut))
    .map((template, place): Entry => ({
      template,
      shortcut: template.shortcut.toLowerCase(),
      head: [template.title, ...template.tags].join(' ').toLowerCase(),
      body: template.body.toLowerCase(),
      place,
    }))
  return { entries, heads: entries.map(({ shortcut, head }) => `${shortcut} ${head}`) }
}

/**
 * The templates that fit, best first: shortcut equal, shortcut begins so, a word of title or tags begins so,
 * shortcut or title holds it, the text holds it, and last what fits but for a typing mistake. Of equals the one
 * that this agent uses most leads, then the shortest shortcut, as the least is missing from it, then the
 * alphabet. Several words all have to be there.
 */
export function searchTemplates(
  { entries, heads }: TemplateIndex,
  query: string,
  usesOf: UsesOf = () => 0,
): Template[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const ranked: { entry: Entry; rank: number; uses: number }[] = []
  for (const entry of entries) {
    const rank = rankOf(entry, words)
    if (rank < NO_MATCH) ranked.push({ entry, rank, uses: usesOf(entry.template.id) })
  }
  if (ranked.length < FEW && words.length > 0) {
    const found = new Set(ranked.map(({ entry }) => entry))
    for (const index of forgiving.filter(heads, words.join(' ')) ?? []) {
      const entry = entries[index]
      if (!entry || found.has(entry)) continue
      ranked.push({ entry, rank: NO_MATCH, uses: usesOf(entry.template.id) })
    }
  }
  const shortest = words.length > 0
  return ranked
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        b.uses - a.uses ||
        (shortest ? a.entry.shortcut.length - b.entry.shortcut.length : 0) ||
        a.entry.place - b.entry.place,
    )
    .map(({ entry }) => entry.template)
}

const NO_MATCH = 5

/** The worst of the words' ranks: each of them has to be there. */
function rankOf(entry: Entry, words: readonly string[]): number {
  let worst = 0
  for (const word of words) worst = Math.max(worst, rankOfWord(entry, word))
  return worst
}

function rankOfWord({ shortcut, head, body }: Entry, word: string): number {
  if (shortcut === word) return 0
  if (shortcut.startsWith(word)) return 1
  if (head.startsWith(word) || head.includes(` ${word}`)) return 2
  if (shortcut.includes(word) || head.includes(word)) return 3
  return body.includes(word) ? 4 : NO_MATCH
}
