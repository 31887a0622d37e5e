import { movedDate } from './date-offset.ts'
import { markGap, printGap, withoutMarks, type Gap } from './gaps.ts'
import { placedParts } from './grammar.ts'
import { valueOf, type ReadAs, type TemplateValues } from './values.ts'

export interface Filled {
  /** What is open stands in it in brackets, and is found again by `gapsOf`, unless it was filled as `plain`. */
  text: string
  /** Where the template wants the caret, as a UTF-16 offset in `text`; null when it does not say. */
  caret: number | null
  /** What nothing is known for, and where it stands in `text`: fields, and variables with neither value nor fallback. */
  open: Gap[]
}

/**
 * Fills a template. Never throws, and never reads a value for placeholders. Where Markdown means nothing (`plain`), values
 * stand in it as they are.
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

/** What stands in place of a placeholder; null where it stays open. */
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
