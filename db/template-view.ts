import type { Template, TemplateContent } from '@baton/protocol/template.ts'

/** A template as this agent has it: the team's, with what they changed and the server does not have yet. */
export interface TemplateView extends Template {
  /**
   * Whether a change of mine waits. With `queued` the view says what the change says, and `version` is the one it
   * will make; with the others, what the team's says, unless there is none.
   */
  edit: null | 'queued' | 'conflict' | 'failed'
}

/** What somebody wrote of a template, without whose it is and which version. */
export function contentOf(template: TemplateContent): TemplateContent {
  const { shortcut, title, body, tags, language, attachments, actions } = template
  return { shortcut, title, body, tags, language, attachments, actions }
}
