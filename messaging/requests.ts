import type { Presence } from '@baton/protocol/agent.ts'
import type { Failure } from '@baton/protocol/errors.ts'
import type {
  Accept,
  Decline,
  HandOver,
  Moved,
  Nudge,
  Resolve,
  TakeOver,
  Transfer,
  Undo,
} from '@baton/protocol/ownership.ts'
import type { ChangeTeam } from '@baton/protocol/team-settings.ts'
import type { TemplateHistory, TemplateVersions } from '@baton/protocol/template.ts'
import type { GetConversation, OlderPlace } from '@baton/protocol/older.ts'
import type {
  FoundConversations,
  FoundInMessages,
  SearchConversations,
  SearchMessages,
} from '@baton/protocol/search.ts'
import type { EditCustomer, EditedCustomer } from '@baton/protocol/customer-details.ts'
import type { TagConversation, Tagged } from '@baton/protocol/tags.ts'
import type { SetTyping, SetViewing } from '@baton/protocol/live.ts'

/**
 * What a request of the panel can fail with: the server's refusal, that there was no answer, or that this browser
 * could not store what connecting brings, so that the server was not asked.
 */
export type RequestFailure = Failure | { code: 'offline' | 'no-answer' | 'not-stored' }
export type Reply<T> = { ok: true; data: T } | { ok: false; error: RequestFailure }

export type SignInFailure =
  | 'bad-address'
  | 'no-server'
  | 'redirected'
  | 'not-baton'
  | 'wrong-credentials'
  | 'too-many-tries'
  | 'cannot-store'
  | 'busy'
  | 'no-team'
  | 'panel-outdated'
  | 'server-outdated'
export type SignInReply =
  | { ok: true }
  /** `waitMs`: when to try again, where the server said so. */
  | { ok: false; reason: SignInFailure; waitMs?: number }

/** Everything the panel asks of the background. Messages to customers are not here: they go by the outbox. */
export interface PanelRequests {
  /** Something is in the outbox, or a panel has opened: connect if need be, and drain. */
  kick(): void
  signIn(data: { serverUrl: string; email: string; password: string }): SignInReply
  /** The sign-in that the server at this address, as typed, gives to anybody: it is a demo. Null for any other. */
  demoAt(data: { serverUrl: string }): { email: string; password: string } | null
  signOut(): void
  /** Throws the local database away and fills a new one; tells whether there is a new one. */
  startOver(): boolean
  takeOver(data: Omit<TakeOver, 'id'>): Reply<Moved>
  handOver(data: Omit<HandOver, 'id'>): Reply<Moved>
  transfer(data: Omit<Transfer, 'id'>): Reply<Moved>
  resolve(data: Omit<Resolve, 'id'>): Reply<Moved>
  /** Takes back a move that the customer has not been told. */
  undo(data: Omit<Undo, 'id'>): Reply<Moved>
  /** Asks the colleague who holds it to see to it. */
  nudge(data: Omit<Nudge, 'id'>): Reply<Moved>
  accept(data: Accept): Reply<Moved>
  decline(data: Omit<Decline, 'id'>): Reply<Moved>
  /** Fetches older messages into the local database; `more` tells whether there are still older ones. */
  loadHistory(data: { conversationId: string; before: number }): Reply<{ more: boolean }>
  /** Fetches a file into the local database, to be shown or saved. */
  loadFile(data: { id: string }): Reply<object>
  /** Asks the server for messages that hold all words of a query; their conversations are in the local database then. */
  searchMessages(data: SearchMessages): Reply<FoundInMessages>
  /** Asks the server for conversations by their customers; they are in the local database then. */
  searchConversations(data: SearchConversations): Reply<FoundConversations>
  /** Fetches a conversation into the local database. */
  loadConversation(data: GetConversation): Reply<object>
  /** Fetches the next page of the team's resolved conversations; `next` is null when that was the last. */
  loadResolved(): Reply<{ next: OlderPlace | null }>
  /** The same of those with a tag: after a place, or first where the local copy ends. */
  loadTagged(data: { tag: string; before: OlderPlace | null }): Reply<{ next: OlderPlace | null }>
  /** Fetches the conversations of a customer. */
  loadOfCustomer(data: { customerId: string }): Reply<object>
  setPresence(data: { presence: Exclude<Presence, 'offline'> }): Reply<object>
  /** Brings the figures of how templates are used up to date. */
  fetchTemplateUses(): void
  /** The versions of a template, newest first. */
  templateHistory(data: TemplateHistory): Reply<TemplateVersions>
  changeTeam(data: ChangeTeam): Reply<object>
  tagConversation(data: Omit<TagConversation, 'id'>): Reply<Tagged>
  editCustomer(data: Omit<EditCustomer, 'id'>): Reply<EditedCustomer>
  setTyping(data: SetTyping): void
  /** Alerts once, as for a real event; answers what the browser let through. */
  tryAlert(): { shown: boolean; heard: boolean }
  setViewing(data: SetViewing): void
}
