import type { Agent, Role } from '@baton/protocol/agent.ts'
import type { ConversationState, Handoff } from '@baton/protocol/conversation.ts'
import type { SystemEvent } from '@baton/protocol/message.ts'
import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import type { TeamSettings } from '@baton/protocol/team-settings.ts'
import type { Context, Page } from '@baton/protocol/visit.ts'

// What a running server offers to code inside it: demo data, operator commands, tests.

export interface NewTeam {
  /** Public name in addresses: lower-case letters, digits and dashes. */
  slug: string
  name: string
  /** What it begins with; what is left out is as by default. */
  settings?: Partial<TeamSettings>
}

export interface NewAgent {
  name: string
  email: string
  /** At least 8 characters. */
  password: string
  role: Role
}

/** `confirmed`: also if the team has no admin afterwards. */
export interface Confirmed {
  confirmed?: boolean
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
    /**
     * Adds somebody who can sign in at once, or brings who is there up to date and ends their sessions. Throws when the
     * email belongs to another team's agent.
     */
    addAgent(teamId: string, agent: NewAgent & Confirmed): Promise<Agent>
    /** Null when nobody of this email has ever been in the team; who has left is found, not `active`. */
    findAgent(teamId: string, email: string): Promise<Agent | null>
    /** Who is in the team or has been, by email. */
    listAgents(teamId: string): Promise<Agent[]>
    /** Takes effect with the agent's next request. */
    setRole(teamId: string, agentId: string, role: Role, options?: Confirmed): Promise<void>
    /** At least 8 characters; ends the agent's sessions. */
    setPassword(teamId: string, agentId: string, password: string): Promise<void>
    /** Ends all of an agent's sessions: they can sign in again. */
    signOut(teamId: string, agentId: string): Promise<void>
    /** What the team's site signs its customers in with; made when there is none, or anew. */
    identitySecret(teamId: string, options?: { rotate?: boolean }): Promise<string>
    /**
     * Takes an agent out of the team: their sessions open nothing any more, connections close, what they held waits
     * again. Done again it changes nothing. Throws for the last admin.
     */
    removeAgent(teamId: string, agentId: string, options?: Confirmed): Promise<void>
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
