import type { Agent, Role } from '@baton/protocol/agent.ts'
import type { ConversationState, Handoff } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import type { Context, Page } from '@baton/protocol/visit.ts'

// What a running server offers to code inside it: demo data, operator commands, tests.

export interface NewTeam {
  /** Public name in addresses: lower-case letters, digits and dashes. */
  slug: string
  name: string
}

export interface NewAgent {
  name: string
  email: string
  /** At least 8 characters. */
  password: string
  role: Role
}

export type ImportedMessage = {
  text: string
  /** Milliseconds since 1970; messages are given oldest first. */
  at: number
} & (
  | { from: 'customer' | 'ai' }
  | { from: 'agent'; agentId: string; note?: boolean }
  /** The text may be left empty: the server knows the words. */
  | { from: 'system'; event: SystemEvent; agentId?: string }
)

export interface ImportedConversation {
  /** The importer's own name for it, by which `wasImported` knows it again. */
  key?: string
  customer: {
    name: string
    email: string | null
    /** Who they are at the team's site: conversations of one subject are one person's. */
    subject?: string
    context?: Context
    language?: string
    timeZone?: string
  }
  page?: Page
  /** As the protocol keeps them: lower case. */
  tags?: readonly string[]
  state: ConversationState
  /** Needed exactly when `state` is `human`. */
  ownerId?: string
  handoff?: Handoff
  /** For `waiting`: since when; the last message's time if left out. */
  waitingSince?: number
  messages: readonly ImportedMessage[]
}

export interface Services {
  teams: {
    /** Null when there is no team of that slug. */
    findTeam(slug: string): Promise<{ id: string; slug: string; name: string } | null>
    /** Throws when the slug is taken. Finishes what a process that died began. */
    createTeam(team: NewTeam): Promise<{ id: string }>
    /** Adds somebody who can sign in at once, or brings who is there up to date. Throws when the email belongs to another team's agent. */
    addAgent(teamId: string, agent: NewAgent): Promise<Agent>
    /** What the team's site signs its customers in with; made when there is none, or anew. */
    identitySecret(teamId: string, options?: { rotate?: boolean }): Promise<string>
    /** Takes an agent out of the team: their sessions open nothing any more, connections close, what they held waits again. */
    removeAgent(teamId: string, agentId: string): Promise<void>
  }
  templates: {
    /** A template of the whole team. */
    addTemplate(teamId: string, content: TemplateContent): Promise<Template>
    /** Shortcut and language of a team's templates, with a space between, deleted ones included. */
    shortcuts(teamId: string): Promise<string[]>
  }
  conversations: {
    /** Stores a conversation that happened before, in one transaction; the AI owes it no answer. */
    importConversation(
      teamId: string,
      conversation: ImportedConversation,
    ): Promise<{ conversationId: string }>
    /** Whether there is a conversation that was imported under this key. */
    wasImported(teamId: string, key: string): Promise<boolean>
  }
}
