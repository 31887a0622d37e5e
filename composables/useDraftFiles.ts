import { computed, type Ref } from 'vue'
import { attachFile } from '../db/commands/attach-file.ts'
import { removeFromDraft } from '../db/commands/remove-uploads.ts'
import { db } from '../db/database.ts'
import { listDraftFiles } from '../db/queries/list-uploads.ts'
import type { DraftRow } from '../db/rows.ts'
import { uploadingFile } from './shown-file.ts'
import { useAddedFiles } from './useAddedFiles.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/**
 * The files in the message box of a conversation. They are kept as the text is, over closing the panel, and
 * uploaded while the agent still writes.
 */
export function useDraftFiles(conversationId: string, visibility: Ref<DraftRow['visibility']>) {
  const rows = useLiveQuery(() => listDraftFiles(db, conversationId))
  const added = useAddedFiles((file) =>
    attachFile(db, { conversationId, visibility: visibility.value }, file),
  )
  return {
    ...added,
    files: computed(() => (rows.value ?? []).map(uploadingFile)),
    remove: (id: string) => removeFromDraft(db, conversationId, id),
  }
}
