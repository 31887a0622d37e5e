/** One template as read from a file. Fields that the file does not have are left out. */
export interface SourceRow {
  /** Where it begins in the file, counted from 1. */
  line: number
  shortcut?: string
  title?: string
  body: string
  tags?: string[]
  language?: string
  /** Whether it belonged to a single agent in the other program. */
  personal?: boolean
  actions?: { tags: string[]; note: string; then: string }
  /** Disabled in the other program. */
  inactive?: boolean
  /** Names of its attachments; their bytes are never in such a file. */
  files?: string[]
}

/** The recognised format of a file. */
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

/** The format's name in Baton's own exports. */
export const BATON_FORMAT = 'baton-templates'

/** A row that could not be read, and why. */
export interface BrokenRow {
  line: number
  broken: 'not-a-template' | 'unclosed-quote'
}

/** The content of a file, in its order. */
export interface Source {
  format: SourceFormat
  /** What `line` counts. In a file with only one line, it counts entries of the list. */
  counted: 'line' | 'entry'
  rows: (SourceRow | BrokenRow)[]
}
