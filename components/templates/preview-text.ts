import { fillTemplate } from '@baton/domain/template/fill.ts'
import { printGap } from '@baton/domain/template/gaps.ts'
import { printPart } from '@baton/domain/template/grammar.ts'
import { harmless, isVariable, type TemplateValues } from '@baton/domain/template/values.ts'

/** How a template would read in a conversation. */
export interface PreviewText {
  /** Markdown; what is still to be filled in stands in it in square brackets. */
  text: string
  /** What its fields ask for. */
  asked: string[]
  /** Variables that have neither a value in this conversation nor a fallback, as they are written. */
  missing: string[]
}

/** Fills a template as the message box would, for looking at. */
export function previewText(body: string, values: TemplateValues): PreviewText {
  const filled = fillTemplate(body, values)
  let text = ''
  let at = 0
  for (const { part, start, end } of filled.open) {
    text += filled.text.slice(at, start) + harmless(printGap(part))
    at = end
  }
  return {
    text: text + filled.text.slice(at),
    asked: unique(filled.open.flatMap(({ part }) => (part.kind === 'field' ? part.label : []))),
    missing: unique(
      filled.open.flatMap(({ part }) =>
        part.kind === 'variable' && isVariable(part.name) ? printPart(part) : [],
      ),
    ),
  }
}

const unique = (all: readonly string[]) => [...new Set(all)]
