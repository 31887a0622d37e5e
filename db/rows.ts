import type { AlertKind } from '@baton/domain/alert-preferences.ts'
import type { Agent } from '@baton/protocol/agent.ts'
import type { Place } from '@baton/protocol/changes.ts'
import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { OlderPlace } from '@baton/protocol/older.ts'
import type { Id, Timestamp } from '@baton/protocol/primitives.ts'
import type { Team } from '@baton/protocol/team-settings.ts'
import type { Alongside, SendMessage } from '@baton/protocol/message.ts'
import type { GoneTemplate, TemplateContent, TemplateUses } from '@baton/protocol/template.ts'
import type { TemplateView } from './template-view.ts'
import type { Unreadable } from '@baton/protocol/readable.ts'
import type { OlderSide } from '@baton/protocol/version.ts'

// Rows of the local database besides the server's own.

/** A message of mine on its way. It leaves the outbox in the transaction that stores the server's row. */
export interface OutboxRow extends SendMessage {
  /** The agent who wrote it: sent in that agent's name or not at all. */
  account: Id
  createdAt: Timestamp
  /** The conversation's newest message when the agent pressed "send": later ones were not seen. */
  seenSeq: number
  /**
   * `held` and `failed` wait for the agent: somebody else wrote before it could be sent, or it was refused. `sent` is
   * acknowledged, and shown from here until the server's own row arrives.
   */
  status: 'queued' | 'held' | 'sent' | 'failed'
  /** Until this time it can be undone and is not sent; null if the team has no undo time. */
  notBefore: Timestamp | null
  /** Why it failed; set exactly while `status` is `failed`. */
  failure: ErrorCode | null
}

/** The content of a conversation's message box. */
export interface DraftRow {
  conversationId: Id
  /** Reply and note are written side by side. */
  texts: DraftTexts
  /** Ids of uploads, in the order shown. They go with whichever of the two is sent. */
  attachments: Id[]
  /** Which of the two the box shows. */
  visibility: SendMessage['visibility']
  /**
   * Messages that were undone or discarded. Their texts are already in `texts`. They stay listed until the panel that
   * writes this draft confirms that it knows them.
   */
  returned: ReturnedText[]
  /** The template inserted last: counted when the message is sent. */
  writtenWith: Id | null
  /** Actions done with the message, with texts filled in; null is none. */
  alongside: Alongside | null
  updatedAt: Timestamp
}
export type DraftTexts = Record<SendMessage['visibility'], string>
export type ReturnedText = Pick<OutboxRow, 'id' | 'text' | 'visibility'>

/**
 * A file of mine on its way to the server, from a draft, the outbox or an edit of a template. Its bytes are in
 * `files`.
 */
export interface UploadRow {
  id: Id
  /** The agent who added it: uploaded in that agent's name or not at all. */
  account: Id
  name: string
  /** The type by the browser's guess; the server checks for itself. */
  type: string
  size: number
  /** Set for pictures that can be shown before the upload. */
  image: { width: number; height: number } | null
  /** Set for a file that the server copies from another one: then no bytes are here. */
  copyOf: Id | null
  /** Until when an unused file stays, since a template being written may name it; null is not at all. */
  keptUntil: Timestamp | null
  /** Bytes that the server has. */
  sent: number
  /** When the server confirmed the whole file; null before. It keeps a file without a message for a day. */
  arrivedAt: Timestamp | null
  /** Why it was refused; null if it was not. */
  failure: ErrorCode | null
}

/** The bytes of a file. One to be uploaded stays until its message is stored, a viewed one while there is room. */
export interface FileRow {
  id: Id
  blob: Blob
  /** Null while it is in `uploads`: then it must not be dropped. */
  usedAt: Timestamp | null
}

/**
 * An edit of a template on its way. For each template the first edit is sent, and one may wait behind it: a newer
 * edit replaces one that has not been sent (docs/decisions/0013-template-edits.md).
 */
export interface TemplateEditRow {
  /** A UUIDv7: the id of this write on the server. */
  id: Id
  templateId: Id
  /** The agent who made it: sent in that agent's name or not at all. */
  account: Id
  kind: 'save' | 'delete'
  /** The version it was made from, 0 for a new template; and that version's content, to show the difference. */
  baseVersion: number
  base: TemplateContent | null
  personal: boolean
  /** The new content; null for a deletion. */
  content: TemplateContent | null
  createdAt: Timestamp
  /**
   * `conflict` and `failed` wait for the agent: somebody else changed it meanwhile, or it was refused. `sent` is
   * acknowledged, and shown from here until the server's own row arrives.
   */
  status: 'queued' | 'sent' | 'conflict' | 'failed'
  /** The server may have it, so it can be neither undone nor replaced. */
  tried: boolean
  /** Why it failed; set exactly while `status` is `failed`. */
  failure: ErrorCode | null
}

/** Unsaved content of a template in its editor. */
export interface TemplateDraftRow {
  templateId: Id
  /** The version it was made from; null for a new template. */
  base: TemplateView | null
  form: { personal: boolean; content: TemplateContent }
  updatedAt: Timestamp
}

/** A row of unsent work of an agent who signed out; and, while there is any, whose it is. */
export type SetAsideRow = {
  /** See `accountKey`. */
  account: string
  /** The primary key of the row in its table. */
  key: string
} & (
  | { table: 'account'; row: Account }
  | { table: 'drafts'; row: DraftRow }
  | { table: 'templateDrafts'; row: TemplateDraftRow }
)

/** How often a template was sent. The agent's own uses count as soon as they press "send". */
export type TemplateUseRow = TemplateUses['uses'][number]

/** A deleted template: saving over its version restores it. */
export type GoneTemplateRow = GoneTemplate

/** A read mark of this agent that was not sent to the server yet. */
export interface UnsentReadRow {
  conversationId: Id
  seq: number
  /** The agent who read it: sent in that agent's name or not at all. */
  account: Id
}

/** Somebody is typing, until `until` (ms since 1970). `key` is conversation and person. */
export interface TypingRow {
  key: string
  conversationId: Id
  /** Null is the customer. */
  agentId: Id | null
  name: string
  until: Timestamp
}

/**
 * The alerts of a conversation that waits or is this agent's. Each event is alerted once, whichever background finds
 * it. An event is identified by the epoch of its request or transfer, or by the sequence of the customer's message.
 */
export interface AlertRow {
  conversationId: Id
  /** Epoch of the last alerted handoff or transfer; -1 if there was none. */
  epoch: number
  /** Sequence of the newest customer message that was alerted. */
  seq: number
  /**
   * The alert being shown, and by which background. It is set before showing and removed after. A background that
   * dies leaves it behind, and the next takes it over. `since` is when the first one claimed it.
   */
  claim: {
    kind: AlertKind
    as: 'own' | 'summary' | null
    by: string
    since: Timestamp
    until: Timestamp
  } | null
  /** The kind of the last alert that the agent has not dealt with; null if there is none. */
  kind: AlertKind | null
  /** Which notification shows it, if any. */
  shown: 'own' | 'summary' | null
  /** The agent has not looked since: a repeated sound continues. */
  unseen: boolean
}

/** How far this copy of the team's data is (see `pullChanges` in the protocol). */
export interface Cursor {
  timeline: string | null
  rev: number
  horizon: number
  /** Where the next revision continues, if part of it is here already. */
  place?: Place | null
  /**
   * Set while this copy is rebuilt over an older one: the step of its list when that began (see `startAnew`). Rows
   * that did not come again are removed at the end.
   */
  anewSince?: number | null
}

/** The account that is signed in here. */
export interface Account {
  serverUrl: string
  agent: Agent
  team: { id: Id; name: string }
}

/** The state of the one connection, as the panel shows it. */
export type Connection =
  /**
   * After `asked`, unsent work stays, hidden, for the same agent; after `expired` all data stays; after `revoked`
   * none.
   */
  | { status: 'signed-out'; reason: 'never' | 'asked' | 'expired' | 'revoked' }
  | { status: 'connecting' }
  /** `urgent`: urgent conversations are up to date, so that alerts are right already. */
  | { status: 'catching-up'; behind: number; urgent?: boolean }
  | { status: 'live' }
  /** `blocked`: the server answers ordinary requests, but a live connection to it cannot be opened. */
  | { status: 'offline'; since: Timestamp; blocked?: boolean }
  /** Client and server speak different protocols; the older one needs an update. */
  | { status: 'outdated'; older: OlderSide }

/** A colleague has the conversation open, until `until` (ms since 1970). `key` is conversation and agent. */
export interface ViewingRow {
  key: string
  conversationId: Id
  agentId: Id
  name: string
  until: Timestamp
}

/** Single values, one row each. */
export interface MetaValues {
  /** The id of this copy of the server's rows: a new one after each drop. None before the first. */
  copy: string
  cursor: Cursor
  /** Rows that the extension of this version could not read. */
  unreadable: { version: string; rows: Unreadable[] }
  /** Counts the writes of conversations: see `putConversations`. */
  listStep: number
  /** Below this step it is no longer known what left the copy: a reader there reads the whole list. */
  goneUpTo: number
  /** The block up to which the texts are swept (see `sweepTexts`); none if there is nothing to sweep. */
  sweep: number
  /**
   * Above this position the copy has every resolved conversation of the team; `end` means all. None: only those that
   * have changed since the first sync. Those below are asked from the server.
   */
  resolvedFrom: OlderPlace | 'end'
  account: Account
  connection: Connection
  /** Set once the team's row has come. */
  team: Team
  /** Milliseconds by which the server's clock is ahead of this machine's, as last measured. */
  clockOffset: number
  /** Whose alerts are active here, and when a sound was last played (ms since 1970). */
  alerts: { account: Id; soundAt: Timestamp }
}
export type MetaRow = {
  [K in keyof MetaValues]: { key: K; value: MetaValues[K] }
}[keyof MetaValues]
