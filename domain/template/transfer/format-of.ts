import { hasAll } from './columns.ts'
import { BATON_FORMAT, type SourceFormat } from './source-row.ts'
import { isEntry, type Entry } from './unwrap.ts'

/** Who wrote a file of JSON or YAML: by its wrapper and its first entry. It decides what placeholders are called there. */
export function formatOf(parsed: unknown, first: Entry | undefined): SourceFormat {
  const wrapper = isEntry(parsed) ? parsed : {}
  if (wrapper['format'] === BATON_FORMAT) return 'baton'
  if (!first) return 'other'
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
  if (has('replace') && (has('trigger') || has('triggers'))) return 'espanso'
  if ('folders' in wrapper || 'snippets' in wrapper) return 'text-blaze'
  const html = typeof first['body'] === 'string' && /<\/?[a-z][^<>]*>/i.test(first['body'])
  return html && has('title', 'shortcut', 'body') ? 'briskine' : 'other'
}
