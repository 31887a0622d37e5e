import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import type { TemplateEditRow } from '../rows.ts'
import { getAccount } from '../queries/get-account.ts'
import { contentOf, type TemplateView } from '../template-view.ts'

export interface TemplateIntent {
  personal: boolean
  content: TemplateContent
  /** The version that the agent edited; null for a new template. */
  base: TemplateView | null
  /** The id of a new template; made if left out. */
  templateId?: string
}

/**
 * Queues a new template, or an edit of one, for the server. It replaces an edit that still waits, and follows one
 * that may be on its way, so that an agent never conflicts with themselves. Afterwards, kick the background. Returns
 * the template's id; throws when nobody is signed in.
 */
export async function editTemplate(
  db: BatonDatabase,
  { personal, content, base, templateId = base?.id ?? uuidv7() }: TemplateIntent,
  now = Date.now(),
): Promise<string> {
  await changeTemplate(db, templateId, now, async (newest) => ({
    ...(await placeFor(db, templateId, newest, base)),
    ...{ kind: 'save', personal, content },
    status: newest?.status === 'conflict' ? 'conflict' : 'queued',
  }))
  return templateId
}

/**
 * Deletes a template as the agent sees it. One that the server never had is dropped. Otherwise like `editTemplate`.
 */
export async function deleteTemplate(
  db: BatonDatabase,
  template: TemplateView,
  now = Date.now(),
): Promise<void> {
  await changeTemplate(db, template.id, now, async (newest) => {
    const waits = newest?.status === 'queued' ? newest : undefined
    const place = await placeFor(db, template.id, waits, template)
    // There is no version to delete: the template is new, or deleted already.
    if (place.base === null) return null
    const personal = template.ownerId !== null
    return { ...place, kind: 'delete', personal, content: null, status: 'queued' }
  })
}

/** Undoes a deletion by the agent: drops it if it has not been sent, otherwise saves over it. */
export async function undoDeleteTemplate(
  db: BatonDatabase,
  template: TemplateView,
  now = Date.now(),
): Promise<void> {
  const content = contentOf(template)
  await changeTemplate(db, template.id, now, async (newest) => {
    if (newest?.kind === 'delete' && !newest.tried && isSame(newest.base, content)) return null
    const place = await placeFor(db, template.id, newest, null)
    const personal = template.ownerId !== null
    return { ...place, kind: 'save', personal, content, status: 'queued' }
  })
}

type Change = Pick<
  TemplateEditRow,
  'kind' | 'baseVersion' | 'base' | 'personal' | 'content' | 'status'
>

/** Replaces or drops the newest edit of a template, unless the server may have it. */
async function changeTemplate(
  db: BatonDatabase,
  templateId: string,
  now: number,
  change: (newest: TemplateEditRow | undefined) => Promise<Change | null>,
): Promise<void> {
  const tables = [db.meta, db.templates, db.goneTemplates, db.templateEdits]
  await db.transaction('rw', tables, async () => {
    const account = (await getAccount(db))?.agent.id
    if (account === undefined) throw new Error('Nobody is signed in.')
    const edits = await db.templateEdits.where('templateId').equals(templateId).sortBy('id')
    const newest = edits.findLast((row) => row.account === account)
    const made = await change(newest)
    if (newest && !newest.tried) await db.templateEdits.delete(newest.id)
    if (!made) return
    const fresh = { id: uuidv7(), templateId, account, createdAt: now, tried: false, failure: null }
    await db.templateEdits.add({ ...fresh, ...made })
  })
}

/** The base of an edit: the previous edit, the version that the agent saw, or the deletion that it undoes. */
async function placeFor(
  db: BatonDatabase,
  templateId: string,
  newest: TemplateEditRow | undefined,
  base: TemplateView | null,
): Promise<Pick<TemplateEditRow, 'baseVersion' | 'base'>> {
  if (newest?.tried) return { baseVersion: newest.baseVersion + 1, base: newest.content }
  if (newest) return { baseVersion: newest.baseVersion, base: newest.base }
  const [stored, gone] = await Promise.all([
    db.templates.get(templateId),
    db.goneTemplates.get(templateId),
  ])
  if (!base) return { baseVersion: gone?.version ?? 0, base: null }
  // It was made from an edit of mine that no longer waits. If the team's version is not that edit, the version that
  // it would have made is somebody else's.
  const gaveWay = base.edit === 'queued' && !isThat(stored, base)
  return { baseVersion: gaveWay ? base.version - 1 : base.version, base: contentOf(base) }
}

function isThat(stored: Template | undefined, base: TemplateView): boolean {
  return stored?.version === base.version && isSame(contentOf(stored), contentOf(base))
}

function isSame(one: TemplateContent | null, other: TemplateContent | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
