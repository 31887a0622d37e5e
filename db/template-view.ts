import type { Template, TemplateContent } from '@baton/protocol/template.ts'

/** A template as this agent sees it: the team's, with their own edits that the server does not have yet. */
export interface TemplateView extends Template {
  /**
   * Whether an edit of mine waits. With `queued` the view has the edit's content, and the `version` that it will
   * make. Otherwise it has the team's, unless there is none.
   */
  edit: null | 'queued' | 'conflict' | 'failed'
}

/** The content of a template, without owner and version. */
export function contentOf(template: TemplateContent): TemplateContent {
  const { shortcut, title, body, tags, language, attachments, actions } = template
  return { shortcut, title, body, tags, language, attachments, actions }
}
