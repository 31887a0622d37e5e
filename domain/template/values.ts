import { escapeMarkdown } from '../escape-markdown.ts'
import { firstNameOf } from '../first-name.ts'

/** The values of a template's variables. Null and an empty text mean "no value". */
export interface TemplateValues {
  /** `name` is the customer's own name (see `knownName`). */
  customer: { name: string | null; email: string | null }
  agent: { name: string }
  team: { name: string }
  conversation: { id: string }
  /** The channel's facts about the customer, by name: `{{context.plan}}`. */
  context: Readonly<Record<string, string>>
  /** Today in the agent's time zone. */
  today: Date
  /** Formats a day for the reader of the message. */
  formatDate: (date: Date) => string
}

const CONTEXT = 'context.'

/** The variables that every conversation has, as the editor offers them; besides `date` and `context.…`. */
export const VARIABLES = {
  'customer.name': ({ customer }) => customer.name,
  'customer.first_name': ({ customer }) => firstNameOf(customer.name ?? ''),
  'customer.email': ({ customer }) => customer.email,
  'agent.name': ({ agent }) => agent.name,
  'agent.first_name': ({ agent }) => firstNameOf(agent.name) ?? agent.name,
  'team.name': ({ team }) => team.name,
  'conversation.id': ({ conversation }) => conversation.id,
} as const satisfies Record<string, (values: TemplateValues) => string | null>

const BY_NAME = new Map<string, (values: TemplateValues) => string | null>(
  Object.entries(VARIABLES),
)

/** The target of a text: a message, which renders Markdown, or a field on another page, which does not. */
export type ReadAs = 'markdown' | 'plain'

/** Whether any conversation may have a variable of this name. A channel's variables exist only in some. */
export function isVariable(name: string): boolean {
  return BY_NAME.has(name) || (name.startsWith(CONTEXT) && name.length > CONTEXT.length)
}

/** The value of a variable, made safe for the target; null if there is none, or no such variable. */
export function valueOf(name: string, values: TemplateValues, readAs: ReadAs): string | null {
  const value = name.startsWith(CONTEXT)
    ? own(values.context, name.slice(CONTEXT.length))
    : (BY_NAME.get(name)?.(values) ?? null)
  const clean = cleaned(name, value ?? '', readAs)
  return clean === '' ? null : clean
}

function cleaned(name: string, value: string, readAs: ReadAs): string {
  if (readAs === 'plain') return onOneLine(value)
  // An email address may be shown as the link that it is.
  return name === 'customer.email' ? withoutMarkup(value) : harmless(value)
}

/**
 * Makes a value plain text. Values come from customers and channels: they must not add a line, a placeholder (braces
 * become round) or Markdown (escaped where it would count). So a value makes no link, even if it is an address, and
 * no character from an entity.
 */
export function harmless(value: string): string {
  // What Markdown turns into links: hosts, schemes and mail addresses.
  const links = /(?<=[\p{L}\p{N}])\.(?=\p{L})|(?<=mailto):|:(?=\/\/)|\/(?=\/)|@/giu
  return withoutMarkup(value).replace(links, '\\$&')
}

/** A value without line breaks and placeholders, otherwise unchanged. */
function onOneLine(value: string): string {
  const line = value.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return line.replaceAll('{', '(').replaceAll('}', ')')
}

/** Like `harmless`, for a value that may become a link. */
function withoutMarkup(value: string): string {
  return escapeMarkdown(onOneLine(value))
}

function own(context: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(context, key) ? (context[key] ?? null) : null
}
