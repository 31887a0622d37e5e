import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'
import type { TemplateView } from '../template-view.ts'
import { viewOf } from '../view-of.ts'
import { getAccount } from './get-account.ts'

/**
 * All templates that this agent may use, by shortcut, with the agent's own edits applied. Search them with
 * `searchTemplates` of the domain.
 */
export async function listTemplates(db: BatonDatabase): Promise<TemplateView[]> {
  return db.transaction('r', [db.meta, db.templates, db.templateEdits], async () => {
    const [templates, account, edits] = await Promise.all([
      db.templates.toCollection().sortBy('shortcut'),
      getAccount(db),
      listTemplateEdits(db),
    ])
    if (!account || edits.length === 0) return templates.map((row) => ({ ...row, edit: null }))
    const changed = Map.groupBy(edits, ({ templateId }) => templateId)
    const known = new Set(templates.map(({ id }) => id))
    const added = [...changed].flatMap(([id, rows]) =>
      known.has(id) ? [] : [viewOf(undefined, rows, account)],
    )
    const views = templates.map((row) => viewOf(row, changed.get(row.id) ?? [], account))
    const shown = [...views, ...added].filter((view) => view !== null)
    return shown.sort((a, b) => (a.shortcut < b.shortcut ? -1 : a.shortcut > b.shortcut ? 1 : 0))
  })
}

/** This agent's edits of templates that the server may not have, oldest first. */
export async function listTemplateEdits(db: BatonDatabase): Promise<TemplateEditRow[]> {
  const account = await getAccount(db)
  if (!account) return []
  return db.templateEdits.where('account').equals(account.agent.id).sortBy('id')
}
