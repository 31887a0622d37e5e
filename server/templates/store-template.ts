import type { Template, TemplateContent } from '@baton/protocol/template.ts'
import type { Selectable } from 'kysely'
import type { TeamWrite } from '../changes/team-write.ts'
import type { TemplateTable } from '../database/schema.ts'
import { Refused } from '../ground/refused.ts'
import { toTemplate } from './template-row.ts'

/** A version about to be stored. */
export interface NewVersion {
  templateId: string
  version: number
  content: TemplateContent
  ownerId: string | null
  gone: boolean
  /** Name of who made it; null when the server came with it. */
  by: string | null
  writeId: string
  fingerprint: string
}

/**
 * Stores a version as the template that it now is, and in its history, and tells those whom it concerns. Throws
 * `Refused` `id-reused` when another write has this one's id.
 */
export async function storeVersion(write: TeamWrite, made: NewVersion): Promise<Template> {
  const { templateId: id, version, content, ownerId, gone, by } = made
  const row: Selectable<TemplateTable> = {
    id,
    teamId: write.teamId,
    ownerId,
    version,
    rev: write.rev,
    shortcut: content.shortcut,
    title: content.title,
    body: content.body,
    tags: JSON.stringify(content.tags),
    language: content.language,
    attachments: JSON.stringify(content.attachments),
    actions: JSON.stringify(content.actions),
    updatedAt: write.now,
    updatedBy: by,
    gone: gone ? 1 : 0,
  }
  await write.trx
    .insertInto('templates')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  const { numInsertedOrUpdatedRows } = await write.trx
    .insertInto('templateVersions')
    .values({
      teamId: write.teamId,
      templateId: id,
      version,
      at: write.now,
      byName: by,
      writeId: made.writeId,
      fingerprint: made.fingerprint,
      content: JSON.stringify(content),
      ownerId,
      gone: gone ? 1 : 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) throw new Refused('id-reused')
  const files = gone ? [] : content.attachments.map((file) => ({ attachmentId: file.id }))
  if (files.length > 0) {
    await write.trx
      .insertInto('templateFiles')
      .values(files.map((file) => ({ ...file, teamId: write.teamId, templateId: id, version })))
      .execute()
  }
  const template = toTemplate(row)
  write.rows.push(
    gone
      ? { kind: 'template-gone', value: { id, version } }
      : { kind: 'template', value: template },
  )
  write.onlyFor = ownerId
  write.acts.push({
    what: gone ? 'template:deleted' : 'template:saved',
    subject: { kind: 'template', id },
    details: { version, ownerId },
  })
  return template
}
