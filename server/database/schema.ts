import type { Role, Presence } from '@baton/protocol/agent.ts'
import type { Author, Message, NoticeEvent } from '@baton/protocol/message.ts'
import type { Generated, Selectable } from 'kysely'
import type { AuditTable } from './audit-table.ts'
import type { ConversationTable } from './conversation-table.ts'
import type {
  ChatAskTable,
  ErasureTable,
  IntegrationEventTable,
  IntegrationKeyTable,
  IntegrationTable,
  MirroredCustomerTable,
  MirroredWriteTable,
} from './integration-tables.ts'
import type { LimitTables } from './limit-tables.ts'
import type { ModelTable, ModelUseTable } from './model-tables.ts'
import type { WebhookTables } from './webhook-tables.ts'

// One shape for both engines: text, integers (times are ms since 1970, flags 0 or 1) and JSON kept as text.
// Every table carries `teamId`; nothing joins across teams. `rev` is the team's revision that last wrote the row.

export interface TeamTable {
  /** Same id as better-auth's organization. */
  id: string
  slug: string
  name: string
  /** The team's newest revision; its row is taken first in every writing transaction. */
  rev: number
  createdAt: number
  /** JSON of what the team has set itself; the rest is as the protocol's defaults. */
  settings: string | null
  /** The revision that last wrote name or settings. */
  settingsRev: Generated<number>
  /** What the team's site signs its customers in with; null until it is asked for. */
  identitySecret: string | null
}

/** Whoever begins alone on the database begins a new timeline, so that a restored backup is told from its future. */
export interface TimelineTable {
  teamId: string
  position: number
  id: string
  startRev: number
}

export interface AgentTable {
  /** Same id as better-auth's user. */
  id: string
  teamId: string
  name: string
  email: string
  role: Role
  /** What colleagues see. */
  presence: Presence
  /** What the agent chose, to come back to when they connect again. */
  chosen: Exclude<Presence, 'offline'>
  /** Since when there has been no connection; null while there is one, and before the first. */
  offlineSince: number | null
  active: number
  rev: number
}

/** better-auth's own table, which makes and ends its rows; here they are only looked at. */
export interface SessionTable {
  id: string
  userId: string
  /** An ISO text in SQLite. */
  expiresAt: string | Date
}

/** A browser that a customer writes from: its token, and its one conversation. Who they are, `people` say. */
export interface CustomerTable {
  id: string
  teamId: string
  name: string
  email: string | null
  /** SHA-256 of the token, hex; the token itself is kept nowhere. */
  tokenHash: string | null
  createdAt: number
  /** Who the team's site says they are; from then on the token alone opens nothing. */
  subject: string | null
  /** JSON of what the site said of them before they wrote. */
  claims: string | null
  /** JSON of what the channel said of them before they wrote. */
  context: string | null
  /** Signed in without a word of their own, they go on with this customer's conversation. */
  actsAs: string | null
}

/** A customer as agents know them, with all their conversations. */
export interface PersonTable {
  id: string
  teamId: string
  subject: string | null
  name: string
  email: string | null
  version: number
  editorId: string | null
  editorName: string | null
  /** What the team's site said last, to tell what it says anew. */
  claimedName: string | null
  claimedEmail: string | null
  note: string
  /** JSON */
  context: string
  language: string | null
  timeZone: string | null
  firstSeenAt: number
  lastSeenAt: number
  /** 1 once it has turned out to be somebody known: the row stays, so that everybody hears of it. */
  gone: number
  rev: number
}

/** Edits that leave no message behind, by the ids of their requests. */
export interface EditTable {
  teamId: string
  id: string
  fingerprint: string
  /** JSON of what was answered. */
  result: string
  at: number
  /** The customer whom it is about, or whose conversation; null of anything else. */
  personId: string | null
}

export interface MessageTable {
  teamId: string
  id: string
  conversationId: string
  seq: number
  /** The message before this one that the customer may see. */
  previousSeq: number
  authorKind: Author['kind']
  authorId: string | null
  authorName: string | null
  event: NoticeEvent | null
  /** JSON of whom a notice is about; null of what was stored before, and of everything else. */
  about: string | null
  text: string
  visibility: Message['visibility']
  at: number
  rev: number
  /** Tells the same request sent again from another one under the same id; null for what the server wrote. */
  fingerprint: string | null
  /** JSON of the message's files; null when it has none. */
  attachments: string | null
  /** JSON of what an integration said of it; null when it said nothing. */
  details: string | null
  /** JSON of what the request was first answered, for requests that are answered with more than a place. */
  result: string | null
}

/** A file that has arrived whole. Its bytes are in the file store, under team and id. */
export interface AttachmentTable {
  teamId: string
  id: string
  uploaderKind: 'agent' | 'customer'
  uploaderId: string
  /** The name as the uploader said it: the same upload again says the same. */
  saidName: string
  name: string
  /** As read from the bytes. */
  type: string
  size: number
  /** Set exactly for pictures that may be shown in place. */
  width: number | null
  height: number | null
  /** Null until a message has it. What neither a message nor a template ever has is removed. */
  messageId: string | null
  /** 1 once a template has it: then it stays, and no message takes it. */
  inTemplate: Generated<number>
  /** The file that this one was made like; null for one that was uploaded. */
  copyOf: string | null
  /** When it was uploaded, or last asked for by its uploader before it was sent. */
  at: number
  /** JSON of the ranges `[from, to]` that were made empty when it came: a picture's metadata. Null when there were none. */
  blanked: string | null
}

export interface ReadMarkTable {
  teamId: string
  agentId: string
  conversationId: string
  seq: number
  customerCount: number
  rev: number
}

export interface TemplateTable {
  id: string
  teamId: string
  shortcut: string
  title: string
  body: string
  /** JSON of a list of texts. */
  tags: string
  language: string | null
  /** JSON of what a message shows of its own, too; and of what is done along with the text. */
  attachments: string
  actions: string
  ownerId: string | null
  version: number
  updatedAt: number
  updatedBy: string | null
  /** 1 once deleted: the row stays, so that everybody hears of it. */
  gone: number
  rev: number
}

/** Every version of every template, the present one included; a deletion is a version too. */
export interface TemplateVersionTable {
  teamId: string
  templateId: string
  version: number
  /** Id of the request that made it, and what tells that request from another under the same id. */
  writeId: string
  fingerprint: string
  /** JSON of the content; of a deletion, of what was deleted. */
  content: string
  ownerId: string | null
  gone: number
  at: number
  byName: string | null
}

/** Which files the versions of templates have: who may see the version may see its files. */
export interface TemplateFileTable {
  teamId: string
  attachmentId: string
  templateId: string
  version: number
}

export interface TemplateUseTable {
  teamId: string
  templateId: string
  agentId: string
  count: number
  lastAt: number
}

export interface Database extends LimitTables, WebhookTables {
  teams: TeamTable
  timelines: TimelineTable
  agents: AgentTable
  session: SessionTable
  customers: CustomerTable
  people: PersonTable
  edits: EditTable
  conversations: ConversationTable
  messages: MessageTable
  readMarks: ReadMarkTable
  templates: TemplateTable
  attachments: AttachmentTable
  templateVersions: TemplateVersionTable
  templateFiles: TemplateFileTable
  templateUses: TemplateUseTable
  audit: AuditTable
  integrations: IntegrationTable
  integrationKeys: IntegrationKeyTable
  integrationEvents: IntegrationEventTable
  chatAsks: ChatAskTable
  mirroredCustomers: MirroredCustomerTable
  mirroredWrites: MirroredWriteTable
  models: ModelTable
  modelUses: ModelUseTable
  erasures: ErasureTable
}

export type TeamRow = Selectable<TeamTable>
export type AgentRow = Selectable<AgentTable>
export type CustomerRow = Selectable<CustomerTable>
export type PersonRow = Selectable<PersonTable>
export type ConversationRow = Selectable<ConversationTable>
export type MessageRow = Selectable<MessageTable>
export type AttachmentRow = Selectable<AttachmentTable>
