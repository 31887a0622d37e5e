import { DATE_UNITS } from '../date-offset.ts'
import { printPart } from '../grammar.ts'
import { isVariable } from '../values.ts'
import { nameHere } from './names-elsewhere.ts'
import type { SourceFormat } from './source-row.ts'

/** The translation of another program's placeholders. */
export interface Translated {
  from: string
  to: string
}

/**
 * Translates another program's placeholders in a body. One without a value in Baton becomes a field of the same name,
 * which the agent fills in. Logic (`{% if … %}`, `{{#if …}}`) cannot be translated and is listed in `left`. Nothing
 * is evaluated.
 */
export function translate(
  body: string,
  from: SourceFormat,
): { body: string; translated: Translated[]; left: string[] } {
  const translated: Translated[] = []
  const left = new Set<string>()
  const put = (placeholder: string, made: string | null) => {
    if (made === null) left.add(placeholder)
    else if (made !== placeholder) translated.push({ from: placeholder, to: made })
    return made ?? placeholder
  }
  let written = body
    .replace(/\{\{\{([^{}]*)\}\}\}/g, '{{$1}}')
    .replace(/\{\{([^{}]*)\}\}/g, (placeholder, inside: string) =>
      put(placeholder, madeOf(inside.trim(), placeholder, from)),
    )
    // Help Scout: `{%customer.firstName,fallback=there%}`.
    .replace(
      /\{%\s*([\w.]+)\s*(?:,\s*fallback=([^%{}]*))?%\}/g,
      (placeholder, name: string, given?: string) =>
        put(
          placeholder,
          from === 'help-scout' || name.includes('.')
            ? variable(from, name, given === undefined ? null : fallbackText(given))
            : null,
        ),
    )
  if (from === 'espanso') {
    written = written
      .replaceAll('$|$', () => put('$|$', '{{cursor}}'))
      .replace(/\[\[([^[\]]*)\]\]/g, (placeholder, name: string) => put(placeholder, field(name)))
  }
  if (from === 'text-blaze') {
    written = written.replace(
      /(?<!\{)\{(\w+)(?::([^{}]*))?\}(?!\})/g,
      (placeholder, kind: string, given: string = '') =>
        put(placeholder, ofTextBlaze(kind.toLowerCase(), given)),
    )
  }
  for (const [logic] of written.matchAll(/\{%[^%]*%\}/g)) left.add(logic)
  return { body: written, translated, left: [...left] }
}

function madeOf(inside: string, placeholder: string, from: SourceFormat): string | null {
  if (from === 'briskine') return ofBriskine(plainQuotes(inside))
  if (from === 'espanso') return field(inside)
  const made = ofLiquid(inside, from)
  // A table made for Baton by hand has Baton's own placeholders.
  return made ?? (from === 'other' ? placeholder : null)
}

/** Liquid and similar: `contact.name`, `contact.name || 'there'`, `user.name | fallback: "there" | upcase`. */
function ofLiquid(inside: string, from: SourceFormat): string | null {
  const [, name, rest = ''] = /^([\w.]+)\s*(?:\|(.*))?$/s.exec(inside) ?? []
  if (name === undefined) return null
  const given =
    /^\s*\|\s*(.+)$/s.exec(rest) ?? /(?:^|\|)\s*(?:default|fallback)\s*:\s*([^|]+)/s.exec(rest)
  // In other programs a part after `|` is a filter; only in Baton's own syntax it is a fallback.
  const plain = from === 'other' && !given && rest !== '' ? rest : null
  if (from === 'other' && nameHere(name, from) === undefined && !isForeign(name)) return null
  return variable(from, name, given ? fallbackText(given[1] ?? '') : plain)
}

/** A dotted name that Baton does not know: a table made for Baton would not have it. */
function isForeign(name: string): boolean {
  return name.includes('.') && !isVariable(name)
}

/** `{formtext: name=order number}`, `{formmenu: default=Yes; No; name=answer}`, `{time: MMMM Do}`, `{cursor}`. */
function ofTextBlaze(kind: string, given: string): string | null {
  if (kind === 'cursor') return '{{cursor}}'
  if (kind === 'time' && /[YMD]/.test(given) && !/;/.test(given)) return '{{date}}'
  if (!['formtext', 'formparagraph', 'formmenu'].includes(kind)) return null
  const settings = given.split(';').map((one) => one.trim())
  const label = settings.find((one) => one.startsWith('name='))?.slice('name='.length) ?? 'text'
  const choices =
    kind === 'formmenu'
      ? settings.map((one) => one.replace(/^default=/, '')).filter((one) => !/^\w+=/.test(one))
      : []
  return field(label, choices)
}

function field(name: string, choices: readonly string[] = []): string | null {
  const label = name.replace(/[._{}[\]|:?,]+/g, ' ').trim()
  return label === '' ? null : printPart({ kind: 'field', label, choices: choices.filter(Boolean) })
}

/** Handlebars, with the few helpers that Baton has an equivalent for. */
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
  return variable('briskine', name.replace(/^(to|from)\.0\./, '$1.'), null)
}

/** `moment add='7;days'`. The date's format depends on the reader's language in Baton. */
function ofMoment(inside: string): string | null {
  if (/\b(?:week|locale|set)\s*=/.test(inside)) return null
  const moved = /\b(add|subtract)\s*=\s*(['"])\s*(\d{1,4})\s*;\s*(\w)\w*\s*\2/.exec(inside)
  const unit = DATE_UNITS.find((known) => known === moved?.[4]?.toLowerCase())
  if (moved && !unit) return null
  const amount = Number(moved?.[3]) * (moved?.[1] === 'subtract' ? -1 : 1)
  return printPart({ kind: 'date', offset: unit ? { amount, unit } : null, fallback: null })
}

function variable(from: SourceFormat, name: string, fallback: string | null): string | null {
  const here = nameHere(name, from) ?? (isVariable(name) ? name : undefined)
  if (here !== undefined) return printPart({ kind: 'variable', name: here, fallback })
  if (name === 'date' || name === 'cursor') return `{{${name}}}`
  const custom = /^(?:contact|conversation)\.custom_attributes?\.(\w+)$/.exec(name)?.[1]
  if (custom) return printPart({ kind: 'variable', name: `context.${custom}`, fallback })
  return field(name)
}

function fallbackText(written: string): string {
  return written
    .trim()
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/[{}|]/g, '')
}

/** Replaces HTML entities and a word processor's quotes. */
function plainQuotes(text: string): string {
  return text
    .replace(/&#39;|&apos;|[‘’]/g, "'")
    .replace(/&quot;|[“”]/g, '"')
    .replace(/\s+/g, ' ')
}
