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

// What the local database holds beside the server's own rows.

/** A message of mine on its way. It leaves the outbox in the transaction that stores what the server made of it. */
export interface OutboxRow extends SendMessage {
  /** Agent that wrote it: sent as that agent or not at all. */
  account: Id
  createdAt: Timestamp
  /** Newest message of the conversation when the agent last said "send": later ones were not seen. */
  seenSeq: number
  /**
   * `held` and `failed` wait for the agent: somebody else wrote before it could go out, or it was refused.
   * `sent` is acknowledged, and shown from here until the server's own row arrives in its place among the
   * others.
   */
  status: 'queued' | 'held' | 'sent' | 'failed'
  /** Time before which it can be taken back and is not sent; null where the team has no such while. */
  notBefore: Timestamp | null
  /** Why it failed; set exactly while `status` is `failed`. */
  failure: ErrorCode | null
}

/** What stands in the message box of a conversation. */
export interface DraftRow {
  conversationId: Id
  /** A reply and a note are written side by side. */
  texts: DraftTexts
  /** Ids of uploads, in the order shown; they go with whichever of the two is sent. */
  attachments: Id[]
  /** Which of the two the box shows. */
  visibility: SendMessage['visibility']
  /**
   * Messages that were taken back or discarded: their texts stand in `texts` already, and stay here until the
   * panel that writes this draft has said that it knows them.
   */
  returned: ReturnedText[]
  /** The template that was taken into the box last: counted when it is sent. */
  writtenWith: Id | null
  /** What is done when this is sent, in words that are filled; null is nothing. */
  alongside: Alongside | null
  updatedAt: Timestamp
}
export type DraftTexts = Record<SendMessage['visibility'], string>
export type ReturnedText = Pick<OutboxRow, 'id' | 'text' | 'visibility'>

/**
 * A file of mine on its way to the server, in a draft, in the outbox or in the edit of a template; its bytes are in
 * `files`.
 */
export interface UploadRow {
  id: Id
  /** Agent that added it: uploaded as that agent or not at all. */
  account: Id
  name: string
  /** As the browser takes it to be; the server looks for itself. */
  type: string
  size: number
  /** Set for pictures that can be shown before they are uploaded. */
  image: { width: number; height: number } | null
  /** Set for a file that the server makes itself, like another one that it has: then no bytes are here. */
  copyOf: Id | null
  /** Until when it stays though nothing has it: a template that is being written may come to; null is not at all. */
  keptUntil: Timestamp | null
  /** Bytes that the server has. */
  sent: number
  /** When the server said that it has all of it; null before. What no message has it keeps for a day. */
  arrivedAt: Timestamp | null
  /** Why it was refused; null while it was not. */
  failure: ErrorCode | null
}

/**
 * The bytes of a file: of one to be uploaded, kept until its message is stored, or of one that was looked at,
 * kept while there is room.
 */
export interface FileRow {
  id: Id
  blob: Blob
  /** Null while it is in `uploads`: then it must not be dropped. */
  usedAt: Timestamp | null
}

/**
 * A change of a template on its way. Of those of one template the first is sent, and one may wait behind it: the
 * newest one replaces what has not been sent (docs/decisions/0013-template-edits.md).
 */
export interface TemplateEditRow {
  /** A UUIDv7: names this write to the server. */
  id: Id
  templateId: Id
  /** Agent that made it: sent as that agent or not at all. */
  account: Id
  kind: 'save' | 'delete'
  /** The version it was made from, 0 for a new template; and what that said, to show what it changes. */
  baseVersion: number
  base: TemplateContent | null
  personal: boolean
  /** What it is to say; of a deletion, null. */
  content: TemplateContent | null
  createdAt: Timestamp
  /**
   * `conflict` and `failed` wait for the agent: somebody else changed it meanwhile, or it was refused. `sent` is
   * acknowledged, and shown from here until the server's own row is here.
   */
  status: 'queued' | 'sent' | 'conflict' | 'failed'
  /** The server may have it: it can neither be taken back nor replaced. */
  tried: boolean
  /** Why it failed; set exactly while `status` is `failed`. */
  failure: ErrorCode | null
}

/** What is being made of a template in its editor and is not saved. */
export interface TemplateDraftRow {
  templateId: Id
  /** What it was made from; null for a new template. */
  base: TemplateView | null
  form: { personal: boolean; content: TemplateContent }
  updatedAt: Timestamp
}

/** What an agent who signed out had not sent or saved, and, while there is any of it, whose it is. */
export type SetAsideRow = {
  /** See `accountKey`. */
  account: string
  /** The primary key that the row has in its table. */
  key: string
} & (
  | { table: 'account'; row: Account }
  | { table: 'drafts'; row: DraftRow }
  | { table: 'templateDrafts'; row: TemplateDraftRow }
)

/** How often a template was sent; the agent's own as soon as they say "send". */
export type TemplateUseRow = TemplateUses['uses'][number]

/** A deleted template: saving over its version brings it back. */
export type GoneTemplateRow = GoneTemplate

/** How far this agent has read, not yet told to the server. */
export interface UnsentReadRow {
  conversationId: Id
  seq: number
  /** Agent that read it: told as that agent or not at all. */
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
 * What this agent was alerted to in a conversation that waits or is theirs. One event is told once, whichever
 * background finds it: an event is known by the epoch of its request or transfer, or by the sequence of the
 * customer's message.
 */
export interface AlertRow {
  conversationId: Id
  /** Epoch of the handoff request or transfer told last; -1 when none was. */
  epoch: number
  /** Sequence of the newest customer message told of. */
  seq: number
  /**
   * What is being told, and by whom: set before it is shown, gone once it is. One that died leaves it behind, and the
   * next takes it over: `since` is when the first one claimed it.
   */
  claim: {
    kind: AlertKind
    as: 'own' | 'summary' | null
    by: string
    since: Timestamp
    until: Timestamp
  } | null
  /** What the agent was told of last and has not dealt with; null when nothing. */
  kind: AlertKind | null
  /** Which notification shows it, if one does. */
  shown: 'own' | 'summary' | null
  /** The agent has not looked since: a repeated sound goes on. */
  unseen: boolean
}

/** Where this copy of the team's data stands (see `pullChanges` in the protocol). */
export interface Cursor {
  timeline: string | null
  rev: number
  horizon: number
  /** Where the next revision goes on, if part of it is here already. */
  place?: Place | null
  /**
   * Set while this copy is made anew over an older one: the step of its list when that began (see `startAnew`). What
   * was not told since is removed at the end.
   */
  anewSince?: number | null
}

/** Who is signed in here. */
export interface Account {
  serverUrl: string
  agent: Agent
  team: { id: Id; name: string }
}

/** The state of the one connection, as the panel shows it. */
export type Connection =
  /**
   * After `asked` what was not sent or saved stays, out of sight, for the same agent; after `expired` all does; after
   * `revoked` nothing.
   */
  | { status: 'signed-out'; reason: 'never' | 'asked' | 'expired' | 'revoked' }
  | { status: 'connecting' }
  /** `urgent`: who waits and what is mine is as the server has it, so that alerts are right already. */
  | { status: 'catching-up'; behind: number; urgent?: boolean }
  | { status: 'live' }
  /** `blocked`: the server answers ordinary requests, and no live connection to it opens. */
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
  /** Names this copy of the server's rows: a new one each time it was dropped. None before the first time. */
  copy: string
  cursor: Cursor
  /** What the extension of this version could not read of what the server told. */
  unreadable: { version: string; rows: Unreadable[] }
  /** Counts the writes of conversations: see `putConversations`. */
  listStep: number
  /** The step up to which it is not known any more what has left the copy: who stands before it reads all anew. */
  goneUpTo: number
  /** The block up to which the texts are swept (see `sweepTexts`); none while there is nothing to sweep. */
  sweep: number
  /**
   * From here on up the copy has every resolved conversation of the team; `end` is all there are. None: only those that
   * have changed since the first sync. What is below is asked of the server.
   */
  resolvedFrom: OlderPlace | 'end'
  account: Account
  connection: Connection
  /** As far as the team has set anything. */
  team: Team
  /** Milliseconds by which the server's clock is ahead of this machine's, as it last told. */
  clockOffset: number
  /** From when on this agent is alerted here, and when a sound was last played (ms since 1970). */
  alerts: { account: Id; soundAt: Timestamp }
}
export type MetaRow = {
  [K in keyof MetaValues]: { key: K; value: MetaValues[K] }
}[keyof MetaValues]
