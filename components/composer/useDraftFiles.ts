import { ATTACHMENTS_MAX, type Attachment } from '@baton/protocol/attachment.ts'
import { computed, type Ref } from 'vue'
import { attachCopy, attachFile } from '../../db/commands/attach-file.ts'
import { removeFromDraft } from '../../db/commands/remove-uploads.ts'
import { useWorld } from '../../composables/world.ts'
import { listDraftFiles } from '../../db/queries/list-uploads.ts'
import type { DraftRow } from '../../db/rows.ts'
import { t } from '../../composables/words/i18n.ts'
import { uploadingFile } from '../attachment/shown-file.ts'
import { useAddedFiles } from '../attachment/useAddedFiles.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/**
 * The files in the message box of a conversation. They are kept as the text is, over closing the panel, and
 * uploaded while the agent still writes.
 */
export function useDraftFiles(conversationId: string, visibility: Ref<DraftRow['visibility']>) {
  const { db, background } = useWorld()
  const rows = useLiveQuery(() => listDraftFiles(db, conversationId))
  const added = useAddedFiles((file) =>
    attachFile(db, { conversationId, visibility: visibility.value }, file),
  )
  /** Adds files like those that the server has: a template's. */
  async function copy(attachments: readonly Attachment[]) {
    const to = { conversationId, visibility: visibility.value }
    for (const file of attachments) {
      const { name } = file
      const id = await attachCopy(db, to, file).catch(() => undefined)
      const { value } = added.problems
      if (id === undefined) value.push(t('attachment.noRoom', { name }))
      else if (id === null) value.push(t('attachment.tooMany', { name, most: ATTACHMENTS_MAX }))
      else background.kick()
    }
  }

  return {
    ...added,
    copy,
    files: computed(() => (rows.value ?? []).map(uploadingFile)),
    remove: (id: string) => removeFromDraft(db, conversationId, id),
  }
}
