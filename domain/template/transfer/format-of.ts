import { hasAll } from './columns.ts'
import { BATON_FORMAT, type SourceFormat } from './source-row.ts'
import { insideOf, isEntry, type Entry } from './unwrap.ts'

/** Entries that are checked: the first ones of a list may be of an undistinctive kind. */
const LOOKED_AT = 50

/**
 * Which program wrote a JSON or YAML file, by its wrapper and first entries. The format decides how placeholders are
 * named.
 */
export function formatOf(parsed: unknown, entries: readonly unknown[]): SourceFormat {
  const wrapper = isEntry(parsed) ? parsed : {}
  if (wrapper['format'] === BATON_FORMAT) return 'baton'
  for (const entry of entries.filter(isEntry).slice(0, LOOKED_AT)) {
    const format = formatBy(wrapper, insideOf(entry))
    if (format !== 'other') return format
  }
  return 'other'
}

function formatBy(wrapper: Entry, first: Entry): SourceFormat {
  const keys = Object.keys(first)
  const has = (...wanted: string[]) => hasAll(keys, wanted)
  if (has('short_code', 'content')) return 'chatwoot'
  if ('_embedded' in wrapper || has('chatText')) return 'help-scout'
  if ('_results' in wrapper) return 'front'
  const text = JSON.stringify(first['actions'] ?? null).slice(0, 10_000)
  if (text.includes('"comment_value')) return 'zendesk'
  if (text.includes('"setResponseText"')) return 'gorgias'
  if (has('content_html')) return 'freshdesk'
  if (has('body_text')) return 'intercom'
  const isTriggered = has('trigger') || has('triggers')
  if (isTriggered && ['replace', 'markdown', 'html', 'form'].some((key) => has(key)))
    return 'espanso'
  if ('folders' in wrapper || 'snippets' in wrapper) return 'text-blaze'
  const html = typeof first['body'] === 'string' && /<\/?[a-z][^<>]*>/i.test(first['body'])
  return html && has('title', 'shortcut', 'body') ? 'briskine' : 'other'
}
