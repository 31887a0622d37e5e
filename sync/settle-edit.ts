import type { ErrorCode } from '@baton/protocol/errors.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { TemplateEditRow } from '../db/rows.ts'

/** The outcome of an edit of a template. A `gone` edit was replaced or undone here before it was sent. */
export type EditOutcome = { is: 'stored' } | { is: 'gone' } | { is: 'refused'; code: ErrorCode }

/**
 * Notes that an edit is about to be sent. From now on later edits follow it instead of replacing it. False if it is
 * no longer the one to send.
 */
export async function tryEdit(db: BatonDatabase, { id }: TemplateEditRow): Promise<boolean> {
  return db.transaction('rw', db.templateEdits, async () => {
    const edit = await db.templateEdits.get(id)
    if (edit?.status !== 'queued') return false
    if (!edit.tried) await db.templateEdits.update(id, { tried: true })
    return true
  })
}

/**
 * Stores the server's answer to an edit. The row is not made here: the server's own row will come. If the edit was
 * refused, the one waiting behind it replaces it: it was made from it, and is all that the agent wants now.
 */
export async function settleEdit(
  db: BatonDatabase,
  edit: TemplateEditRow,
  outcome: EditOutcome,
): Promise<void> {
  if (outcome.is === 'gone') return
  const tables = [db.templates, db.goneTemplates, db.templateEdits]
  await db.transaction('rw', tables, async () => {
    if (outcome.is === 'stored') await stored(db, edit)
    else if (isDone(edit, outcome.code)) await db.templateEdits.delete(edit.id)
    else await refused(db, edit, outcome.code)
  })
}

/** A deletion of a template that no longer exists is done. */
function isDone({ kind }: TemplateEditRow, code: ErrorCode): boolean {
  return kind === 'delete' && code === 'not-found'
}

async function stored(db: BatonDatabase, { id, templateId, baseVersion }: TemplateEditRow) {
  const [template, gone] = await Promise.all([
    db.templates.get(templateId),
    db.goneTemplates.get(templateId),
  ])
  const here = Math.max(template?.version ?? 0, gone?.version ?? 0) > baseVersion
  if (here) await db.templateEdits.delete(id)
  else await db.templateEdits.update(id, { status: 'sent' })
}

async function refused(db: BatonDatabase, edit: TemplateEditRow, code: ErrorCode) {
  const behind = (
    await db.templateEdits.where('templateId').equals(edit.templateId).toArray()
  ).find(
    ({ id, account, status }) => id > edit.id && account === edit.account && status === 'queued',
  )
  const { baseVersion, base } = edit
  const overtaken = code === 'changed-meanwhile'
  if (behind) {
    await db.templateEdits.delete(edit.id)
    const status = overtaken ? 'conflict' : 'queued'
    await db.templateEdits.update(behind.id, { baseVersion, base, status })
  } else {
    const waits = { status: 'conflict', failure: null } as const
    const failed = { status: 'failed', failure: code } as const
    await db.templateEdits.update(edit.id, { tried: false, ...(overtaken ? waits : failed) })
  }
}
