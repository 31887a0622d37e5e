import { DATE_UNITS, type DateOffset } from './date-offset.ts'

// The language of templates. Everything between `{{` and `}}` is a placeholder, all else is text as it stands:
//
//   {{customer.first_name|there}}   a variable, and what stands in when it has no value
//   {{date}}  {{date+3d}}           today, and a day counted from it (d, w, m, y)
//   {{?amount}}                     a field that the agent fills in
//   {{?plan:Basic,Pro}}             a field with choices
//   {{cursor}}                      where the caret goes
//
// There is nothing to evaluate: no expressions, no nesting.

export type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; name: string; fallback: string | null }
  | { kind: 'date'; offset: DateOffset | null; fallback: string | null }
  | { kind: 'field'; label: string; choices: readonly string[] }
  | { kind: 'cursor' }
  /** In braces, but not part of this language. */
  | { kind: 'malformed'; source: string }

/** A part and its position in the body: UTF-16 offsets, the end not included. */
export interface PlacedPart {
  part: TemplatePart
  start: number
  end: number
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g
const VARIABLE = /^([^|?:,+]+?)\s*(?:\|(.*))?$/s
const DATE = /^date(?:\s*([+-])\s*(\d{1,4})\s*([dwmy]))?\s*(?:\|(.*))?$/s
const FIELD = /^\?\s*([^|:,]+?)\s*(?::(.*))?$/s

/** Parses a body into parts, in order and without a hole. Never throws: whatever is no placeholder is text. */
export function placedParts(body: string): PlacedPart[] {
  const parts: PlacedPart[] = []
  let end = 0
  for (const { 0: source, 1: inside = '', index: start } of body.matchAll(PLACEHOLDER)) {
    if (start > end) parts.push(text(body, end, start))
    end = start + source.length
    parts.push({
      part: readPlaceholder(inside.trim()) ?? { kind: 'malformed', source },
      start,
      end,
    })
  }
  if (end < body.length) parts.push(text(body, end, body.length))
  return parts
}

/** The parts of a body, without their positions. */
export function parseTemplate(body: string): TemplatePart[] {
  return placedParts(body).map(({ part }) => part)
}

/** Writes parts as a body. `parseTemplate` reads the same parts from it, with neighbouring texts joined. */
export function printTemplate(parts: readonly TemplatePart[]): string {
  return parts.map(printPart).join('')
}

/** A part as it stands in a body. */
export function printPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'variable':
      return `{{${part.name}${printFallback(part.fallback)}}}`
    case 'date': {
      const { offset } = part
      const moved = offset
        ? `${offset.amount < 0 ? '-' : '+'}${Math.abs(offset.amount)}${offset.unit}`
        : ''
      return `{{date${moved}${printFallback(part.fallback)}}}`
    }
    case 'field':
      return `{{?${part.label}${part.choices.length > 0 ? `:${part.choices.join(',')}` : ''}}}`
    case 'cursor':
      return '{{cursor}}'
    case 'malformed':
      return part.source
  }
}

function text(body: string, start: number, end: number): PlacedPart {
  return { part: { kind: 'text', text: body.slice(start, end) }, start, end }
}

/** Null if it is no placeholder of this language. */
function readPlaceholder(inside: string): TemplatePart | null {
  if (inside === 'cursor') return { kind: 'cursor' }
  const date = DATE.exec(inside)
  if (date) {
    const [, sign, digits, letter, fallback] = date
    const unit = DATE_UNITS.find((known) => known === letter)
    const amount = Number(digits) * (sign === '-' ? -1 : 1)
    return {
      kind: 'date',
      offset: unit ? { amount: amount || 0, unit } : null,
      fallback: readFallback(fallback),
    }
  }
  const field = FIELD.exec(inside)
  if (field) {
    const [, label = '', choices] = field
    return { kind: 'field', label, choices: readChoices(choices) }
  }
  const variable = VARIABLE.exec(inside)
  if (!variable) return null
  const [, name = '', fallback] = variable
  return { kind: 'variable', name, fallback: readFallback(fallback) }
}

function readFallback(written: string | undefined): string | null {
  return written === undefined ? null : written.trim()
}

function printFallback(fallback: string | null): string {
  return fallback === null ? '' : `|${fallback}`
}

function readChoices(written: string | undefined): string[] {
  const choices = (written ?? '').split(',').map((choice) => choice.trim())
  return choices.filter((choice) => choice !== '')
}
