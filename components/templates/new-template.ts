import { harmlessText } from '@baton/domain/template/harmless-text.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import { copyToTemplate } from '../../db/commands/attach-file.ts'
import type { PanelWorld } from '../../composables/world.ts'
import { newId } from '../../db/new-id.ts'
import { copyOf, newForm, type TemplateForm } from './template-form.ts'
import type { EditorTarget } from './useTemplateEditor.ts'

/** A new template with the text and the files of a message, in which braces are only braces. */
export async function templateOf(
  world: PanelWorld,
  { text, files, shortcut = '' }: { text: string; files: readonly Attachment[]; shortcut?: string },
  personal: boolean,
): Promise<EditorTarget> {
  const form = newForm(personal, harmlessText(text), shortcut)
  return { kind: 'new', id: newId(), form: await withOwnFiles(world, form, files) }
}

/** A new template that says what another one does, under a shortcut of its own. */
export async function duplicateOf(
  world: PanelWorld,
  form: TemplateForm,
  personal: boolean,
  taken: ReadonlySet<string>,
): Promise<EditorTarget> {
  const copy = copyOf(form, personal, taken)
  return {
    kind: 'new',
    id: newId(),
    form: await withOwnFiles(world, copy, copy.content.attachments),
  }
}

/** A file belongs to one template or message: another one gets a copy, which the server makes. */
async function withOwnFiles(
  { db, background }: PanelWorld,
  form: TemplateForm,
  files: readonly Attachment[],
): Promise<TemplateForm> {
  const attachments = await Promise.all(files.map((file) => copyToTemplate(db, file)))
  if (attachments.length > 0) background.kick()
  return { ...form, content: { ...form.content, attachments } }
}
