import { ATTACHMENTS_MAX, type Attachment } from '@baton/protocol/attachment.ts'
import { computed } from 'vue'
import { attachToTemplate } from '../../db/commands/attach-file.ts'
import { removeUploads } from '../../db/commands/remove-uploads.ts'
import { useWorld } from '../../composables/world.ts'
import { listUploads } from '../../db/queries/list-uploads.ts'
import { storedFile, uploadingFile, type ShownFile } from '../attachment/shown-file.ts'
import { useAddedFiles } from '../attachment/useAddedFiles.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** The files of a template in its editor: the server's, and those on their way there. */
export function useTemplateFiles(
  files: () => readonly Attachment[],
  change: (files: Attachment[]) => void,
) {
  const { db } = useWorld()
  const ids = computed(() => files().map(({ id }) => id))
  const uploads = useLiveQuery(() => listUploads(db, ids.value), [ids])
  const added = useAddedFiles(async (file) => {
    if (files().length >= ATTACHMENTS_MAX) return null
    const attached = await attachToTemplate(db, file)
    change([...files(), attached])
    return attached.id
  })
  return {
    ...added,
    shown: computed((): ShownFile[] =>
      files().map((file) => {
        const upload = uploads.value?.find(({ id }) => id === file.id)
        return upload ? uploadingFile(upload) : storedFile(file)
      }),
    ),
    remove: async (id: string) => {
      change(files().filter((file) => file.id !== id))
      await removeUploads(db, [id])
    },
  }
}
