/** One template as a file has it, before anything is made of it. What the file does not say is left out. */
export interface SourceRow {
  /** Where it begins in the file, counted from 1. */
  line: number
  shortcut?: string
  title?: string
  body: string
  tags?: string[]
  language?: string
  /** Whether it was one agent's own where it comes from. */
  personal?: boolean
  actions?: { tags: string[]; note: string; then: string }
  /** It is not in use where it comes from. */
  inactive?: boolean
  /** Names of the files that belong to it; files themselves are in no such file. */
  files?: string[]
}

/** Who wrote a file, as it was recognised. */
export type SourceFormat =
  | 'baton'
  | 'chatwoot'
  | 'briskine'
  | 'help-scout'
  | 'intercom'
  | 'zendesk'
  | 'gorgias'
  | 'freshdesk'
  | 'front'
  | 'text-blaze'
  | 'espanso'
  | 'other'

/** Name under which Baton writes what it exports. */
export const BATON_FORMAT = 'baton-templates'

/** A row that could not be read at all, and why. */
export interface BrokenRow {
  line: number
  broken: 'not-a-template' | 'unclosed-quote'
}

/** What was found in a file, in its order. */
export interface Source {
  format: SourceFormat
  /** What `line` counts: in a file that has it all on one line, the entries of its list. */
  counted: 'line' | 'entry'
  rows: (SourceRow | BrokenRow)[]
}
