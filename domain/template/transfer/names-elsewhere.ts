import type { SourceFormat } from './source-row.ts'

/** Other programs' names for the customer, without case and `_`. */
const CUSTOMERS = [
  ...['contact', 'customer', 'to', 'requester', 'recipient', 'visitor', 'ticket.requester'],
  ...['ticket.customer', 'ticket.contact', 'conversation.contact'],
]
/** Other programs' names for the agent. */
const AGENTS = [
  ...[
    'agent',
    'from',
    'currentuser',
    'teammate',
    'sender',
    'assignee',
    'ticket.agent',
    'ticket.assignee',
  ],
  ...['account', 'admin', 'operator'],
]
const TEAMS = [
  'account.company',
  'team.name',
  'inbox.name',
  'mailbox.name',
  'ticket.brand.name',
  'workspace.name',
]
const CONVERSATIONS = [
  'conversation.id',
  'conversation.number',
  'conversation.displayid',
  'ticket.id',
]
const FIRST = ['firstname', 'first']
const WHOLE = ['name', 'fullname']

/** Baton's name for another program's placeholder; undefined if Baton has no such value. */
export function nameHere(name: string, format: SourceFormat): string | undefined {
  const plain = name.toLowerCase().replaceAll('_', '')
  // Chatwoot's account is the team. For other programs it is the signed-in user.
  if (TEAMS.includes(plain) || (format === 'chatwoot' && plain === 'account.name'))
    return 'team.name'
  if (CONVERSATIONS.includes(plain)) return 'conversation.id'
  const dot = plain.lastIndexOf('.')
  const [whose, what] = [plain.slice(0, Math.max(0, dot)), plain.slice(dot + 1)]
  // Intercom's custom attributes belong to the customer and have no prefix.
  const who = whose === '' && format === 'intercom' ? 'customer' : personOf(whose, format)
  if (who === undefined) return undefined
  if (FIRST.includes(what)) return `${who}.first_name`
  if (WHOLE.includes(what)) return `${who}.name`
  return who === 'customer' && what === 'email' ? 'customer.email' : undefined
}

function personOf(whose: string, format: SourceFormat): 'customer' | 'agent' | undefined {
  if (CUSTOMERS.includes(whose)) return 'customer'
  if (AGENTS.includes(whose)) return 'agent'
  // In Help Scout and Front a user is a colleague; in Intercom and others a customer.
  if (whose === 'user') return format === 'help-scout' || format === 'front' ? 'agent' : 'customer'
  return undefined
}
