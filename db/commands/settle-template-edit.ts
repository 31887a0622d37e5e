import type { TemplateContent } from '@baton/protocol/template.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { contentOf } from '../template-view.ts'

/**
 * Resolves a conflict. `theirs` drops the agent's edit. `mine`, or a text merged from both, is saved over the team's
 * version `seenVersion`, which the agent saw: if it has changed since, that is a conflict again. Afterwards, kick the
 * background. Returns whether there was a conflict.
 */
export async function resolveTemplateConflict(
  db: BatonDatabase,
  id: string,
  choice: 'mine' | 'theirs' | TemplateContent,
  seenVersion: number,
): Promise<boolean> {
  return db.transaction('rw', [db.templates, db.templateEdits], async () => {
    const edit = await db.templateEdits.get(id)
    if (edit?.status !== 'conflict') return false
    await db.templateEdits.delete(id)
    if (choice === 'theirs') return true
    const theirs = await db.templates.get(edit.templateId)
    // Somebody else has deleted it as well.
    if (choice === 'mine' && edit.kind === 'delete' && !theirs) return true
    const said = choice === 'mine' ? {} : { kind: 'save' as const, content: choice }
    const place = { baseVersion: seenVersion, base: theirs ? contentOf(theirs) : null }
    await db.templateEdits.add({ ...edit, ...said, ...place, id: uuidv7(), status: 'queued' })
    return true
  })
}

/** Queues a refused edit again. Afterwards, kick the background. Does nothing with any other edit. */
export async function retryTemplateEdit(db: BatonDatabase, id: string): Promise<void> {
  await db.transaction('rw', [db.templateEdits, db.uploads], async () => {
    const edit = await db.templateEdits.get(id)
    if (edit?.status !== 'failed') return
    await db.templateEdits.delete(id)
    // A new id: the old one stored nothing, or something else.
    await db.templateEdits.add({ ...edit, id: uuidv7(), status: 'queued', failure: null })
    const files = edit.content?.attachments.map((file) => file.id) ?? []
    await db.uploads.where('id').anyOf(files).modify({ sent: 0, arrivedAt: null, failure: null })
  })
}

/** Drops an edit, unless the server may have it. Returns whether it did. */
export async function discardTemplateEdit(db: BatonDatabase, id: string): Promise<boolean> {
  return db.transaction('rw', db.templateEdits, async () => {
    const edit = await db.templateEdits.get(id)
    if (!edit || edit.tried) return false
    await db.templateEdits.delete(id)
    return true
  })
}
