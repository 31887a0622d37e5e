/** What a template's variables are filled from. Null and an empty text are "no value". */
export interface TemplateValues {
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
  'customer.first_name': ({ customer }) => firstWord(customer.name),
  'customer.email': ({ customer }) => customer.email,
  'agent.name': ({ agent }) => agent.name,
  'agent.first_name': ({ agent }) => firstWord(agent.name),
  'team.name': ({ team }) => team.name,
  'conversation.id': ({ conversation }) => conversation.id,
} as const satisfies Record<string, (values: TemplateValues) => string | null>

const BY_NAME = new Map<string, (values: TemplateValues) => string | null>(
  Object.entries(VARIABLES),
)

/** Whether there is a variable of this name in any conversation; one of the channel's may be in some only. */
export function isVariable(name: string): boolean {
  return BY_NAME.has(name) || (name.startsWith(CONTEXT) && name.length > CONTEXT.length)
}

/** The value of a variable as it may stand in a message; null when there is none, or no such variable. */
export function valueOf(name: string, values: TemplateValues): string | null {
  const value = name.startsWith(CONTEXT)
    ? own(values.context, name.slice(CONTEXT.length))
    : (BY_NAME.get(name)?.(values) ?? null)
  const clean = harmless(value ?? '')
  return clean === '' ? null : clean
}

/**
 * A value as text and nothing else. Values come from customers and channels: they cannot bring in a line, a
 * placeholder (braces become round) or Markdown (escaped where it would mean something).
 */
export function harmless(value: string): string {
  return value
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replace(/[\\`*[\]<>~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/^[#+-](?=\s|$)|^(?:-{3,}|={3,}|#{2,6})/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

function own(context: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(context, key) ? (context[key] ?? null) : null
}

function firstWord(name: string | null): string | null {
  return name?.trim().split(/\s+/)[0] ?? null
}
