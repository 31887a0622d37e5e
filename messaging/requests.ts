import type { AgentAnswer, PanelBody, PanelRequest } from '@baton/protocol/agent-answers.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { GetConversation, OlderPlace } from '@baton/protocol/older.ts'
import type {
  FoundConversations,
  FoundInMessages,
  SearchConversations,
  SearchMessages,
} from '@baton/protocol/search.ts'

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

/** What panels have asked of the server: the background passes it on, as the contract's table says. */
type PassedOn = { [E in PanelRequest]: { body: PanelBody<E>; data: AgentAnswer<E> } }

/** What the background does with answers of the server before a panel has its own: it stores them. */
export interface Fetched {
  /** Fetches older messages into the local database; `more` tells whether there are still older ones. */
  'load:history': { body: { conversationId: string; before: number }; data: { more: boolean } }
  /** Fetches a file into the local database, to be shown or saved. */
  'load:file': { body: { id: string }; data: object }
  /** Fetches a conversation into the local database. */
  'load:conversation': { body: GetConversation; data: object }
  /** Fetches the next page of the team's resolved conversations; `next` is null when that was the last. */
  'load:resolved': { body: object; data: { next: OlderPlace | null } }
  /** The same of those with a tag: after a place, or first where the local copy ends. */
  'load:tagged': {
    body: { tag: string; before: OlderPlace | null }
    data: { next: OlderPlace | null }
  }
  /** Fetches the conversations of a customer. */
  'load:of-customer': { body: { customerId: string }; data: object }
  /** Finds messages that hold all words of a query; their conversations are in the local database then. */
  'search:messages': { body: SearchMessages; data: FoundInMessages }
  /** Finds conversations by their customers; they are in the local database then. */
  'search:conversations': { body: SearchConversations; data: FoundConversations }
}

/** Everything that a panel asks and waits for, by name. Messages to customers are not here: they go by the outbox. */
export type PanelAsks = PassedOn & Fetched
export type PanelAsk = keyof PanelAsks
export type AskBody<A extends PanelAsk> = PanelAsks[A]['body']
export type AskData<A extends PanelAsk> = PanelAsks[A]['data']

/** One question of a panel: what is asked, and with what. */
export type Question<A extends PanelAsk = PanelAsk> = {
  [What in A]: [what: What, body: AskBody<What>]
}[A]

/** The messages from panels to the background. */
export interface PanelRequests {
  /** Something is in the outbox, or a panel has opened: connect if need be, and drain. */
  kick(): void
  ask(question: Question): Answer<AskData<PanelAsk>, AskFailure>
  signIn(data: { serverUrl: string; email: string; password: string }): SignInReply
  /** The sign-in that the server at this address, as typed, gives to anybody: it is a demo. Null for any other. */
  demoAt(data: { serverUrl: string }): { email: string; password: string } | null
  signOut(): void
  /** Throws the local database away and fills a new one; tells whether there is a new one. */
  startOver(): boolean
  /** Brings the figures of how templates are used up to date. */
  fetchTemplateUses(): void
  /** Alerts once, as for a real event; answers what the browser let through. */
  tryAlert(): { shown: boolean; heard: boolean }
}
