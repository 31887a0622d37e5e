import { fillTemplate } from '@baton/domain/template/fill.ts'
import { gapsOf, type Gap } from '@baton/domain/template/gaps.ts'
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
  const filled = fillTemplate(body, values).text
  const gaps = gapsOf(filled)
  let text = ''
  let end = 0
  for (const gap of gaps) {
    text += filled.slice(end, gap.start) + harmless(`[${nameOf(gap)}]`)
    end = gap.end
  }
  return {
    text: text + filled.slice(end),
    asked: unique(gaps.flatMap(({ part }) => (part.kind === 'field' ? part.label : []))),
    missing: unique(
      gaps.flatMap(({ part }) =>
        part.kind === 'variable' && isVariable(part.name) ? printPart(part) : [],
      ),
    ),
  }
}

function nameOf({ part }: Gap): string {
  if (part.kind === 'field') return part.label
  return part.kind === 'variable' ? part.name : printPart(part)
}

const unique = (all: readonly string[]) => [...new Set(all)]
