import { DATE_UNITS } from '../date-offset.ts'
import { printPart } from '../grammar.ts'
import { isVariable } from '../values.ts'

/** What became of a placeholder of another program. */
export interface Translated {
  from: string
  to: string
}

/** Their names for what Baton knows, too, or what Baton's agent is asked for in its place. */
const CHATWOOT: Readonly<Record<string, string>> = {
  'contact.name': 'customer.name',
  'contact.first_name': 'customer.first_name',
  'contact.email': 'customer.email',
  'agent.name': 'agent.name',
  'agent.first_name': 'agent.first_name',
  'conversation.id': 'conversation.id',
  'conversation.display_id': 'conversation.id',
  'account.name': 'team.name',
  'inbox.name': 'team.name',
}
const BRISKINE: Readonly<Record<string, string>> = {
  'to.name': 'customer.name',
  'to.first_name': 'customer.first_name',
  'to.email': 'customer.email',
  'from.name': 'agent.name',
  'from.first_name': 'agent.first_name',
  'account.name': 'agent.name',
  'account.first_name': 'agent.first_name',
  'account.company': 'team.name',
}

/**
 * A body with the placeholders of another program as Baton's. One that Baton has no value for becomes a field of its name, which the
 * agent fills in; logic (`{% if … %}`, `{{#if …}}`) has no translation and is told of in `left`. Nothing of it is evaluated.
 */
export function translate(
  body: string,
  from: 'chatwoot' | 'briskine',
): { body: string; translated: Translated[]; left: string[] } {
  const translated: Translated[] = []
  const left = new Set<string>()
  const written = body
    .replace(/\{\{\{([^{}]*)\}\}\}/g, '{{$1}}')
    .replace(/\{\{([^{}]*)\}\}/g, (placeholder, inside: string) => {
      const made =
        from === 'chatwoot' ? ofChatwoot(inside.trim()) : ofBriskine(plainQuotes(inside.trim()))
      if (made === null) left.add(placeholder)
      else if (made !== placeholder) translated.push({ from: placeholder, to: made })
      return made ?? placeholder
    })
  for (const [logic] of body.matchAll(/\{%[^%]*%\}/g)) left.add(logic)
  return { body: written, translated, left: [...left] }
}

/** Liquid: `contact.name`, `contact.name || 'there'`, `contact.name | default: 'there' | upcase`. */
function ofChatwoot(inside: string): string | null {
  const [, name, rest = ''] = /^([\w.]+)\s*(?:\|(.*))?$/s.exec(inside) ?? []
  if (name === undefined) return null
  const given = /^\s*\|\s*(.+)$/s.exec(rest) ?? /(?:^|\|)\s*default\s*:\s*([^|]+)/s.exec(rest)
  return variable(CHATWOOT, name, given ? fallbackText(given[1] ?? '') : null)
}

/** Handlebars, and the few helpers that have an equal here. */
function ofBriskine(inside: string): string | null {
  if (inside === 'cursor') return '{{cursor}}'
  const choices = /^choice\s+(['"])(.*)\1$/s.exec(inside)
  if (choices) {
    const options = (choices[2] ?? '').split(',').map((option) => option.trim())
    return printPart({ kind: 'field', label: 'choice', choices: options.filter(Boolean) })
  }
  if (/^(?:moment|date)\b/.test(inside)) return ofMoment(inside)
  const [name, ...more] = inside.split(/\s+/)
  if (name === undefined || more.length > 0 || !/^[\w.]+$/.test(name)) return null
  return variable(BRISKINE, name.replace(/^(to|from)\.0\./, '$1.'), null)
}

/** `moment add='7;days'`; how the day is written is up to the reader's language here. */
function ofMoment(inside: string): string | null {
  if (/\b(?:week|locale|set)\s*=/.test(inside)) return null
  const moved = /\b(add|subtract)\s*=\s*(['"])\s*(\d{1,4})\s*;\s*(\w)\w*\s*\2/.exec(inside)
  const unit = DATE_UNITS.find((known) => known === moved?.[4]?.toLowerCase())
  if (moved && !unit) return null
  const amount = Number(moved?.[3]) * (moved?.[1] === 'subtract' ? -1 : 1)
  return printPart({ kind: 'date', offset: unit ? { amount, unit } : null, fallback: null })
}

function variable(
  names: Readonly<Record<string, string>>,
  name: string,
  fallback: string | null,
): string | null {
  const ours = Object.hasOwn(names, name) ? names[name] : undefined
  if (ours !== undefined) return printPart({ kind: 'variable', name: ours, fallback })
  if (name === 'date' || name === 'cursor') return `{{${name}}}`
  if (isVariable(name)) return printPart({ kind: 'variable', name, fallback })
  const custom = /^(?:contact|conversation)\.custom_attributes?\.(\w+)$/.exec(name)?.[1]
  if (custom) return printPart({ kind: 'variable', name: `context.${custom}`, fallback })
  const label = name.replace(/[._]+/g, ' ').trim()
  return label === '' ? null : printPart({ kind: 'field', label, choices: [] })
}

function fallbackText(written: string): string {
  return written
    .trim()
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/[{}|]/g, '')
}

/** What stands in HTML or was written by a word processor. */
function plainQuotes(text: string): string {
  return text
    .replace(/&#39;|&apos;|[‘’]/g, "'")
    .replace(/&quot;|[“”]/g, '"')
    .replace(/\s+/g, ' ')
}
