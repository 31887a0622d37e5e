import type { Template } from '@baton/protocol/template.ts'
import { foldText } from '../fold-text.ts'
import { vocabularyOf, type Vocabulary } from './mistakes.ts'
import { languageRank, type Readers } from './offered-language.ts'

/** A template as it is looked through. All texts are folded (see `foldText`). */
export interface Entry {
  template: Template
  shortcut: string
  /** Shortcut, title and tags with spaces between, and then the text. */
  all: string
  /** Where the text begins in it. */
  textAt: number
}

/** What is looked through: made once for a set of templates, not at every key. */
export interface TemplateIndex {
  /** By the alphabet of their shortcuts, so that those with the same one stand together. */
  entries: readonly Entry[]
  /** The words of shortcuts, titles and tags, in which a typing mistake is forgiven: made when first asked for. */
  vocabulary: () => Vocabulary
  /** What decides between entries that fit a query, or none, equally well: the lowest is first. */
  order: Float64Array
  orderUnasked: Float64Array
  /** What was found last: what fits a longer query is among it. */
  last: { query: string; places: Uint32Array } | null
}

/** How often this agent used a template, 0 for never. */
export type UsesOf = (templateId: string) => number

/** What leads of the templates that fit equally well. */
export interface Preference {
  usesOf: UsesOf
  readers: Readers
}
const NO_PREFERENCE: Preference = { usesOf: () => 0, readers: { customer: null, agent: null } }

/** Gets templates ready to be searched. What has not changed since `before` was made is taken over from it. */
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

/** The alphabet of shortcuts; of equals an own template leads. */
function byShortcut(a: Entry, b: Entry): number {
  if (a.shortcut !== b.shortcut) return a.shortcut < b.shortcut ? -1 : 1
  return Number(b.template.ownerId !== null) - Number(a.template.ownerId !== null)
}

// An entry's place among equals is one number, compared far faster than its parts one after the other: uses,
// length of the shortcut, first entry with the same shortcut, language, entry. 50 bits; the fit of a query, with 3
// bits, comes before it.
const USES = { most: 2 ** 13 - 1, unit: 2 ** 37 }
const LENGTH = { most: 2 ** 6 - 1, unit: 2 ** 31 }
const GROUP_BITS = 13
const GROUP = 2 ** GROUP_BITS
const LANGUAGE = 2 ** 10
/** More templates with one shortcut than this are as good as several shortcuts. */
const GROUP_MAX = 2 ** 10
/** What one step of fitting worse weighs. */
export const FIT = 2 ** 50

/**
 * The same templates, those first that are used most, and of those with the same shortcut the one in the language
 * of who reads it. Those with the same shortcut stay together: they count as used as often as all of them.
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

/** The entry that a place among equals, or among all, belongs to. */
export function entryAt(order: number): number {
  const place = order - Math.floor(order / LENGTH.unit) * LENGTH.unit
  return (place >>> GROUP_BITS) + (place & (LANGUAGE - 1))
}
