import { JSON_SCHEMA, load } from 'js-yaml'
import { readEntries } from './read-json.ts'
import type { Source } from './source-row.ts'

/** Most characters of a YAML file: nobody writes a longer one, and reading it takes long. */
const LONGEST = 1_000_000

/** Whether a text looks like a file of espanso: matches with triggers. */
export function looksLikeYaml(text: string): boolean {
  return (
    /^(["']?)matches\1[^\S\n]*:/m.test(text) && /(?:^|[\s{,"'-])triggers?["']?[^\S\n]*:/.test(text)
  )
}

/** Reads templates from espanso's YAML. Returns null if there are none, or it is no YAML. Never throws. */
export function readYaml(text: string): Source | null {
  if (text.length > LONGEST) return null
  try {
    return readEntries(load(text, { schema: JSON_SCHEMA }), null)
  } catch {
    return null
  }
}
