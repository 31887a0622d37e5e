import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import type { ImportedConversation } from './conversations/imported-conversation.ts'
import type { TeamServices } from './team/team-services.ts'

/** What a running server offers to code inside it: demo data, operator commands, tests. */
export interface Services {
  teams: TeamServices
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
