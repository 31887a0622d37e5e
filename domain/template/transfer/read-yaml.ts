import { JSON_SCHEMA, load } from 'js-yaml'
import { readEntries } from './read-json.ts'
import type { Source } from './source-row.ts'

/** Longest file of YAML that is read, in characters: nobody writes a longer one, and reading it takes a while. */
const LONGEST = 1_000_000

/** Whether a text looks like a file of espanso: matches, each with its trigger. */
export function looksLikeYaml(text: string): boolean {
  return (
    /^(["']?)matches\1[^\S\n]*:/m.test(text) && /(?:^|[\s{,"'-])triggers?["']?[^\S\n]*:/.test(text)
  )
}

/** Reads templates from YAML, as espanso has them. Answers null when there are none, or it is no YAML. Never throws. */
export function readYaml(text: string): Source | null {
  if (text.length > LONGEST) return null
  try {
    return readEntries(load(text, { schema: JSON_SCHEMA }), null)
  } catch {
    return null
  }
}
