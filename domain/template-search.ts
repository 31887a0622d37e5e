import type { Template } from '@baton/protocol/template.ts'

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

/**
 * The templates that fit a query, best first: shortcut equal, shortcut begins so, title or shortcut holds
 * it. Within each the shortest shortcut leads, as the least is missing from it; without a query the alphabet does.
 */
export function searchTemplates(templates: readonly Template[], query: string): Template[] {
  const wanted = query.toLowerCase()
  return templates
    .map((template) => ({ template, rank: rank(template, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (wanted === '' ? 0 : a.template.shortcut.length - b.template.shortcut.length) ||
        a.template.shortcut.localeCompare(b.template.shortcut),
    )
    .map(({ template }) => template)
}

const NO_MATCH = 4

function rank(template: Template, wanted: string): number {
  const shortcut = template.shortcut.toLowerCase()
  if (shortcut === wanted) return 0
  if (shortcut.startsWith(wanted)) return 1
  if (template.title.toLowerCase().startsWith(wanted)) return 2
  if (shortcut.includes(wanted) || template.title.toLowerCase().includes(wanted)) return 3
  return NO_MATCH
}
