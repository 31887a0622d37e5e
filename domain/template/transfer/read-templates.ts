import { decodeFile, type FileRefusal } from './decode-file.ts'
import { IMPORT_ROWS_MAX } from './limits.ts'
import { prepareRow, type HtmlToMarkdown, type PreparedRow } from './prepare-row.ts'
import { readCsv } from './read-csv.ts'
import { readJson, readJsonLines } from './read-json.ts'
import { looksLikeYaml, readYaml } from './read-yaml.ts'
import type { Source, SourceFormat } from './source-row.ts'

/** Rows prepared between two pauses: a few milliseconds of work. */
const SLICE = 200

export type ReadFile =
  | {
      ok: true
      format: SourceFormat
      counted: Source['counted']
      /** The file had an older encoding, so accented letters should be checked. */
      oldEncoding: boolean
      /** In the order of the file. */
      rows: PreparedRow[]
    }
  | { ok: false; refusal: FileRefusal }

interface ReadDeps {
  htmlToMarkdown: HtmlToMarkdown
  /** Yields to the browser. */
  pause: () => Promise<void>
}

/**
 * Reads a file of templates from any program. The format is detected from the content. Nothing is stored. Never
 * throws.
 */
export async function readTemplates(
  bytes: Uint8Array,
  { htmlToMarkdown, pause }: ReadDeps,
): Promise<ReadFile> {
  const decoded = decodeFile(bytes)
  if (!decoded.ok) return decoded
  await pause()
  const source = read(decoded.text)
  if (typeof source === 'string') return { ok: false, refusal: source }
  const rows: PreparedRow[] = []
  for (const [at, row] of source.rows.entries()) {
    if (at % SLICE === 0) await pause()
    if ('broken' in row) {
      rows.push({ line: row.line, shortcut: '', refusal: { why: row.broken } })
    } else if (at < IMPORT_ROWS_MAX) {
      rows.push(prepareRow(row, source.format, htmlToMarkdown))
    } else {
      const refusal = { why: 'too-many', most: IMPORT_ROWS_MAX } as const
      rows.push({ line: row.line, shortcut: row.shortcut ?? '', refusal })
    }
  }
  return {
    ok: true,
    format: source.format,
    counted: source.counted,
    oldEncoding: decoded.encoding === 'windows-1252',
    rows,
  }
}

function read(text: string): Source | FileRefusal {
  if (/^\s*[[{]/.test(text)) {
    try {
      return readJson(text) ?? 'unknown-format'
    } catch {
      // A table may begin like this, too. If it is neither, it was meant to be JSON.
      return readJsonLines(text) ?? readCsv(text) ?? 'broken-json'
    }
  }
  return (looksLikeYaml(text) ? readYaml(text) : null) ?? readCsv(text) ?? 'unknown-format'
}
