import { movedDate } from './date-offset.ts'
import { parseTemplate, printPart, type TemplatePart } from './grammar.ts'
import { valueOf, type ReadAs, type TemplateValues } from './values.ts'

export interface Filled {
  /** Fields, and variables with neither value nor fallback, still stand in it as written: they are its gaps. */
  text: string
  /** Where the template wants the caret, as a UTF-16 offset in `text`; null when it does not say. */
  caret: number | null
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
  let text = ''
  let caret: number | null = null
  for (const part of parseTemplate(body)) {
    if (part.kind === 'cursor') caret ??= text.length
    else text += filledPart(part, values, readAs)
  }
  return { text, caret }
}

function filledPart(part: TemplatePart, values: TemplateValues, readAs: ReadAs): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'date': {
      const day = part.offset ? movedDate(values.today, part.offset) : values.today
      return values.formatDate(day)
    }
    case 'variable':
      return valueOf(part.name, values, readAs) ?? part.fallback ?? printPart(part)
    case 'cursor':
    case 'field':
    case 'malformed':
      return printPart(part)
  }
}
