import { escapeMarkdown } from '../escape-markdown.ts'
import { firstNameOf } from '../first-name.ts'

/** What a template's variables are filled from. Null and an empty text are "no value". */
export interface TemplateValues {
  /** `name` is one that somebody has said (see `knownName`). */
  customer: { name: string | null; email: string | null }
  agent: { name: string }
  team: { name: string }
  conversation: { id: string }
  /** What the channel told of the customer, by name: `{{context.plan}}`. */
  context: Readonly<Record<string, string>>
  /** Today, at the agent's. */
  today: Date
  /** Writes a day as the reader of the message would. */
  formatDate: (date: Date) => string
}

const CONTEXT = 'context.'

/** The variables every conversation knows, as the editor offers them; `date` and `context.…` come besides. */
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

/** What a text is for: a message, in which Markdown means something, or a field of somebody else's, in which it does not. */
export type ReadAs = 'markdown' | 'plain'

/** Whether there is a variable of this name in any conversation; one of the channel's may be in some only. */
export function isVariable(name: string): boolean {
  return BY_NAME.has(name) || (name.startsWith(CONTEXT) && name.length > CONTEXT.length)
}

/** The value of a variable as it may stand in a text; null when there is none, or no such variable. */
export function valueOf(name: string, values: TemplateValues, readAs: ReadAs): string | null {
  const value = name.startsWith(CONTEXT)
    ? own(values.context, name.slice(CONTEXT.length))
    : (BY_NAME.get(name)?.(values) ?? null)
  const clean = cleaned(name, value ?? '', readAs)
  return clean === '' ? null : clean
}

function cleaned(name: string, value: string, readAs: ReadAs): string {
  if (readAs === 'plain') return onOneLine(value)
  // An email address is one: it may be shown as the link that it is.
  return name === 'customer.email' ? withoutMarkup(value) : harmless(value)
}

/**
 * A value as text and nothing else. Values come from customers and channels: they cannot bring in a line, a
 * placeholder (braces become round) or Markdown (escaped where it would mean something): no link, though it is an
 * address, and no sign that is written as an entity.
 */
export function harmless(value: string): string {
  // What is looked for to make links of: hosts, schemes and mail addresses.
  const links = /(?<=[\p{L}\p{N}])\.(?=\p{L})|(?<=mailto):|:(?=\/\/)|\/(?=\/)|@/giu
  return withoutMarkup(value).replace(links, '\\$&')
}

/** A value that can bring in neither a line nor a placeholder, and is what it is otherwise. */
function onOneLine(value: string): string {
  const line = value.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  return line.replaceAll('{', '(').replaceAll('}', ')')
}

/** The same as `harmless` of what may be a link. */
function withoutMarkup(value: string): string {
  return escapeMarkdown(onOneLine(value))
}

function own(context: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(context, key) ? (context[key] ?? null) : null
}
