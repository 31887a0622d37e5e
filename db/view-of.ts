import type { Template } from '@baton/protocol/template.ts'
import type { Account, TemplateEditRow } from './rows.ts'
import type { TemplateView } from './template-view.ts'

/**
 * Applies the edits of one template, oldest first, to the team's version. Null if there is nothing to show: it is
 * deleted, or will be.
 */
export function viewOf(
  template: Template | undefined,
  edits: readonly TemplateEditRow[],
  { agent }: Pick<Account, 'agent'>,
): TemplateView | null {
  const newest = edits.at(-1)
  if (!newest) return template ? { ...template, edit: null } : null
  const { status, content } = newest
  if (template && (status === 'conflict' || status === 'failed'))
    return { ...template, edit: status }
  // The server's own row came before its answer.
  if (template && status === 'sent' && template.version > newest.baseVersion) {
    return { ...template, edit: null }
  }
  if (!content) return null
  return {
    ...{ id: newest.templateId, ...content, ownerId: newest.personal ? agent.id : null },
    version: versionAfter(edits),
    ...{ updatedAt: newest.createdAt, updatedBy: agent.name },
    edit: status === 'sent' ? null : status,
  }
}

/** The version that the last of these edits of one template (oldest first) makes. */
function versionAfter(edits: readonly TemplateEditRow[]): number {
  return (edits[0]?.baseVersion ?? 0) + edits.length
}
