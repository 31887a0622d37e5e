import type { Template } from '@baton/protocol/template.ts'
import { foldText } from '../fold-text.ts'
import { vocabularyOf, type Vocabulary } from './mistakes.ts'
import { languageRank, type Readers } from './offered-language.ts'

/** A template prepared for search. All texts are folded (see `foldText`). */
export interface Entry {
  template: Template
  shortcut: string
  /** Shortcut, title and tags with spaces between, followed by the body. */
  all: string
  /** Where the body begins in `all`. */
  textAt: number
}

/** A search index, built once for a set of templates and not at every key. */
export interface TemplateIndex {
  /** In alphabetical order of shortcuts, so that equal ones are neighbours. */
  entries: readonly Entry[]
  /** The words of shortcuts, titles and tags, in which a typing mistake is allowed. Built at first use. */
  vocabulary: () => Vocabulary
  /** The order of entries that fit equally well: the lowest is first. */
  order: Float64Array
  orderUnasked: Float64Array
  /** The last result. Whatever fits a longer query is among it. */
  last: { query: string; places: Uint32Array } | null
}

/** How often this agent used a template, 0 for never. */
export type UsesOf = (templateId: string) => number

/** What orders templates that fit equally well. */
export interface Preference {
  usesOf: UsesOf
  readers: Readers
}
const NO_PREFERENCE: Preference = { usesOf: () => 0, readers: { customer: null, agent: null } }

/** Builds a search index. Unchanged templates are taken over from `before`. */
export function indexTemplates(
  templates: readonly Template[],
  before: TemplateIndex | null = null,
): TemplateIndex {
  const known = new Map(before?.entries.map((entry) => [entry.template.id, entry]))
  const entries = templates
    .map((template) => entryOf(template, known.get(template.id)))
    .sort(byShortcut)
  let words: Vocabulary | undefined
  const vocabulary = () =>
    (words ??= vocabularyOf(entries.map(({ all, textAt }) => all.slice(0, textAt))))
  return preferring({ entries, vocabulary, ...noOrder, last: null }, NO_PREFERENCE)
}
const noOrder = { order: new Float64Array(), orderUnasked: new Float64Array() }

function entryOf(template: Template, known: Entry | undefined): Entry {
  const { shortcut, title, body, tags } = template
  const was = known?.template
  const same =
    was !== undefined &&
    was.shortcut === shortcut &&
    was.title === title &&
    was.body === body &&
    was.tags.join('\n') === tags.join('\n')
  if (known && same) return { ...known, template }
  const head = foldText([shortcut, title, ...tags].join(' '))
  const all = `${head}\n${foldText(body)}`
  return { template, shortcut: foldText(shortcut), all, textAt: head.length }
}

/** In alphabetical order of shortcuts; of equal ones a personal template comes first. */
function byShortcut(a: Entry, b: Entry): number {
  if (a.shortcut !== b.shortcut) return a.shortcut < b.shortcut ? -1 : 1
  return Number(b.template.ownerId !== null) - Number(a.template.ownerId !== null)
}

// An entry's sort key is one number, which compares far faster than its parts: uses, length of the shortcut, first
// entry with the same shortcut, language, entry. It has 50 bits; the fit of a query takes 3 bits above it.
const USES = { most: 2 ** 13 - 1, unit: 2 ** 37 }
const LENGTH = { most: 2 ** 6 - 1, unit: 2 ** 31 }
const GROUP_BITS = 13
const GROUP = 2 ** GROUP_BITS
const LANGUAGE = 2 ** 10
/** With more templates for one shortcut than this, they are treated as several shortcuts. */
const GROUP_MAX = 2 ** 10
/** The weight of one step of fit. */
export const FIT = 2 ** 50

/**
 * The same index in another order: most used templates first; among those with one shortcut, the one in the reader's
 * language. Templates with one shortcut stay together and share their use count.
 */
export function preferring(index: TemplateIndex, { usesOf, readers }: Preference): TemplateIndex {
  const { entries } = index
  const order = new Float64Array(entries.length)
  const orderUnasked = new Float64Array(entries.length)
  for (let from = 0, to: number; from < entries.length; from = to) {
    const group = entries[from]
    if (!group) break
    to = from + 1
    while (to - from < GROUP_MAX && entries[to]?.shortcut === group.shortcut) to++
    let uses = 0
    for (let place = from; place < to; place++) uses += usesOf(entries[place]?.template.id ?? '')
    const seldom = (USES.most - Math.min(USES.most, Math.round(uses))) * USES.unit
    const length = Math.min(LENGTH.most, group.shortcut.length) * LENGTH.unit
    for (let place = from; place < to; place++) {
      const rank = languageRank(entries[place]?.template.language ?? null, readers)
      const unasked = seldom + from * GROUP + rank * LANGUAGE + (place - from)
      orderUnasked[place] = unasked
      order[place] = unasked + length
    }
  }
  return { ...index, order, orderUnasked, last: null }
}

/** The entry of a sort key, with or without the fit. */
export function entryAt(order: number): number {
  const place = order - Math.floor(order / LENGTH.unit) * LENGTH.unit
  return (place >>> GROUP_BITS) + (place & (LANGUAGE - 1))
}
