import { movedDate } from './date-offset.ts'
import { markGap, printGap, withoutMarks, type Gap } from './gaps.ts'
import { placedParts } from './grammar.ts'
import { valueOf, type ReadAs, type TemplateValues } from './values.ts'

export interface Filled {
  /** The filled text. Open gaps are in brackets and are found by `gapsOf`, unless it was filled as `plain`. */
  text: string
  /** Where the template puts the caret, as a UTF-16 offset in `text`; null if it does not say. */
  caret: number | null
  /**
   * The gaps that stayed open, with their positions in `text`: fields, and variables with neither value nor fallback.
   */
  open: Gap[]
}

/**
 * Fills a template. Never throws, and never treats a value as a placeholder. For a `plain` target without Markdown,
 * values are not escaped.
 */
export function fillTemplate(
  body: string,
  values: TemplateValues,
  readAs: ReadAs = 'markdown',
): Filled {
  const filled: Filled = { text: '', caret: null, open: [] }
  for (const { part } of placedParts(body)) {
    if (part.kind === 'cursor') filled.caret ??= filled.text.length
    else if (part.kind === 'text') filled.text += withoutMarks(part.text)
    else {
      const start = filled.text.length
      const value = knownOf(part, values, readAs)
      if (value !== null) filled.text += withoutMarks(value)
      else filled.text += readAs === 'plain' ? printGap(part) : markGap(part)
      if (value === null) filled.open.push({ part, start, end: filled.text.length })
    }
  }
  return filled
}

/** The text that replaces a placeholder; null if it stays open. */
function knownOf(part: Gap['part'], values: TemplateValues, readAs: ReadAs): string | null {
  switch (part.kind) {
    case 'date': {
      const day = part.offset ? movedDate(values.today, part.offset) : values.today
      return values.formatDate(day)
    }
    case 'variable':
      return valueOf(part.name, values, readAs) ?? part.fallback
    case 'cursor':
    case 'field':
    case 'malformed':
      return null
  }
}
