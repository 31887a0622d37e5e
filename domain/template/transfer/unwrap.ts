import { fieldsOf, isField, plainName } from './columns.ts'

// Each program has its own wrapper around its templates. Their list is recognised by its content.

/** Keys under which programs put the exported list. */
const LISTS = [
  ...['templates', 'payload', 'data', 'canned_responses', 'items', 'responses', 'results'],
  ...[
    '_embedded',
    '_results',
    'replies',
    'saved_replies',
    'macros',
    'snippets',
    'folders',
    'matches',
  ],
].map(plainName)

/** Deeper than any program nests its list. */
const DEEPEST = 4

export type Entry = Record<string, unknown>

export interface Found {
  entries: unknown[]
  /** How many brackets are open where its entries begin. */
  depth: number
}

function hasText(value: unknown): boolean {
  return isEntry(value) && saysSomething(insideOf(value))
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/**
 * The list in another program's export: under a known key, otherwise the first list with texts; null if there is
 * none.
 */
export function listIn(value: unknown): Found | null {
  return listUnder(LISTS, value) ?? mapOfTexts(value) ?? alone(value) ?? listOfTexts(value)
}

function alone(value: unknown): Found | null {
  return hasText(value) ? { entries: [value], depth: 1 } : null
}

/** Texts in an object, keyed by their names. */
function mapOfTexts(value: unknown): Found | null {
  if (!isEntry(value)) return null
  const entries = Object.entries(value).map(([name, one]) => isText(one) && named(name, one))
  return entries.length > 0 && entries.every(Boolean) ? { entries, depth: 0 } : null
}

function named(title: string, entry: Entry): Entry {
  return fieldsOf(Object.keys(withoutActions(entry)))?.has('title') ? entry : { ...entry, title }
}

function listUnder(keys: readonly string[], value: unknown, depth = 1): Found | null {
  if (Array.isArray(value)) return { entries: value, depth }
  if (!isEntry(value) || depth > DEEPEST) return null
  const inOrder = Object.keys(value)
    .map((key) => ({ key, place: keys.indexOf(plainName(key)) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place)
  for (const { key } of inOrder) {
    const found = listUnder(keys, value[key], depth + 1)
    if (found) return found
  }
  return null
}

function listOfTexts(value: unknown, depth = 1): Found | null {
  if (Array.isArray(value)) return value.some(hasText) ? { entries: value, depth } : null
  if (!isEntry(value) || depth > DEEPEST) return null
  for (const inner of Object.values(value)) {
    const found = listOfTexts(inner, depth + 1)
    if (found) return found
  }
  return null
}

/** Flattens folders: each entry gets its folder's name as a tag. Anything else stays. */
export function withoutFolders(
  entries: readonly unknown[],
  within: readonly string[] = [],
): unknown[] {
  return entries.flatMap((entry) => {
    const isFolder = isEntry(entry) && within.length < DEEPEST && !saysSomething(entry)
    const inner = isFolder ? listUnder(LISTS, entry, DEEPEST) : null
    if (!isEntry(entry) || !inner) {
      return isEntry(entry) && within.length > 0
        ? [{ ...entry, tags: [within.join('/')] }]
        : [entry]
    }
    const name = typeof entry['name'] === 'string' ? entry['name'].replaceAll('/', '-').trim() : ''
    return withoutFolders(inner.entries, name === '' ? within : [...within, name])
  })
}

/**
 * Unwraps another program's entry. Its text is what its actions say, as in macros of help desks. The first of several
 * triggers is its shortcut. The macro's other actions are not imported.
 */
export function unwrapped(entry: Entry): Entry {
  const inner = insideOf(entry)
  const { triggers } = inner
  const one = isList(triggers) ? { trigger: triggers[0], ...inner } : inner
  return withoutActions(one)
}

/**
 * Takes the entry out of a wrapper object: `{"node": …}` in GraphQL lists, `{"macro": …}`, `{"canned_response": …}`.
 */
export function insideOf(entry: Entry): Entry {
  if (saysSomething(entry)) return entry
  const keys = Object.keys(entry)
  const key = keys.find((one) => one !== '__proto__' && isText(entry[one]))
  // An object that has a name or shortcut itself is no wrapper, but a template without a text.
  if (key === undefined || keys.some((one) => one !== key && isField(one))) return entry
  const inner = entry[key]
  return isEntry(inner) ? inner : entry
}

function isText(value: unknown): value is Entry {
  return isEntry(value) && saysSomething(value)
}

/** Whether the object has a text, itself or in its actions. */
function saysSomething(entry: Entry): boolean {
  const inner = withoutActions(entry)
  const key = fieldsOf(Object.keys(inner), (one) => isWriting(inner[one]))?.get('body')
  return key !== undefined && isWriting(inner[key])
}

/** Whether it is a text, or the parts of one. */
function isWriting(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value)
}

function withoutActions(entry: Entry): Entry {
  const { actions, ...rest } = entry
  if (!Array.isArray(actions)) return entry
  const said = new Map<string, string>()
  for (const action of actions.filter(isEntry)) {
    const { field, value, arguments: given } = action
    const text = isList(value) ? value.at(-1) : value
    if (typeof field === 'string' && typeof text === 'string') said.set(field, text)
    if (!isEntry(given)) continue
    for (const [key, one] of Object.entries(given)) if (typeof one === 'string') said.set(key, one)
  }
  const keys = ['comment_value_html', 'comment_value', 'body_html', 'body_text']
  const body = keys
    .map((key) => said.get(key))
    .find((text) => text !== undefined && text.trim() !== '')
  return body === undefined ? rest : { ...rest, body }
}

/** Whether a program marks one of its templates as disabled. */
export function isInactive(valueOf: (name: string) => unknown): boolean {
  const says = (name: string, pattern: RegExp) => {
    const value = valueOf(name)
    return (
      (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') &&
      pattern.test(String(value).trim())
    )
  }
  const no = /^(?:false|no|n|0|off|inactive|disabled|tidak)$/i
  const yes = /^(?:true|yes|y|1|on|ya)$/i
  return (
    ['active', 'enabled', 'isactive', 'isenabled', 'published'].some((name) => says(name, no)) ||
    ['inactive', 'disabled', 'archived', 'deleted', 'isarchived', 'isdisabled'].some((name) =>
      says(name, yes),
    ) ||
    // The time at which it was archived. Templates in use have none.
    ['archiveddatetime', 'archivedat', 'deletedat', 'disabledat', 'trashedat'].some((name) =>
      says(name, /^[1-9]\d/),
    ) ||
    ['status', 'state'].some((name) =>
      says(name, /^(?:inactive|disabled|archived|draft|deleted)$/i),
    )
  )
}
