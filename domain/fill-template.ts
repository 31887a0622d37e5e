/** What a template's variables are filled from; a missing value leaves its fallback, or the gap. */
export interface TemplateValues {
  customerName: string | null
  agentName: string
  conversationId: string
  /** Today, as the agent's locale writes it. */
  date: string
}

/**
 * A part of a template's body. A `variable` with no value and no fallback, an unknown one and a `field` are
 * gaps: they stay in the text as written, and a message with a gap is not sent.
 */
export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; name: string; fallback: string | null; source: string }
  | { kind: 'field'; label: string; source: string }

const PLACEHOLDER = /\{\{\s*(\?)?\s*([^{}|]+?)\s*(?:\|([^{}]*))?\}\}/g

/** Takes a template's body apart. Never throws: what is no placeholder is text. */
export function parseTemplate(body: string): TemplatePart[] {
  const parts: TemplatePart[] = []
  let end = 0
  for (const found of body.matchAll(PLACEHOLDER)) {
    const [source, question, name = '', fallback] = found
    if (found.index > end) parts.push({ kind: 'text', text: body.slice(end, found.index) })
    parts.push(
      question
        ? { kind: 'field', label: name, source }
        : { kind: 'variable', name, fallback: fallback?.trim() ?? null, source },
    )
    end = found.index + source.length
  }
  if (end < body.length) parts.push({ kind: 'text', text: body.slice(end) })
  return parts
}

/** Fills a template. A value is put in as it is: it is never read for placeholders again. */
export function fillTemplate(body: string, values: TemplateValues): string {
  return parseTemplate(body)
    .map((part) => {
      if (part.kind === 'text') return part.text
      if (part.kind === 'field') return part.source
      return valueOf(part.name, values) ?? part.fallback ?? part.source
    })
    .join('')
}

function valueOf(name: string, values: TemplateValues): string | null {
  switch (name) {
    case 'customer.name':
      return values.customerName
    case 'customer.first_name':
      return values.customerName?.trim().split(/\s+/)[0] ?? null
    case 'agent.name':
      return values.agentName
    case 'conversation.id':
      return values.conversationId
    case 'date':
      return values.date
    default:
      return null
  }
}

/** Where the next unfilled placeholder stands, from `from` on; null when the text has none left. */
export function nextGap(text: string, from = 0): { start: number; end: number } | null {
  PLACEHOLDER.lastIndex = 0
  for (const found of text.matchAll(PLACEHOLDER)) {
    if (found.index >= from) return { start: found.index, end: found.index + found[0].length }
  }
  return null
}
