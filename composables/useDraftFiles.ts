import { measureImage } from '@baton/rendering/measure-image.ts'
import { ATTACHMENTS_MAX } from '@baton/protocol/attachment.ts'
import { acceptOf, endingsOf, whyUnfit, type Unfit } from '@baton/domain/file-types.ts'
import { fileSize } from '@baton/domain/file-size.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-settings.ts'
import { computed, ref, type Ref } from 'vue'
import { attachFile } from '../db/commands/attach-file.ts'
import { removeFromDraft } from '../db/commands/remove-uploads.ts'
import { db } from '../db/database.ts'
import { getTeamSettings } from '../db/queries/get-team-settings.ts'
import { listDraftFiles } from '../db/queries/list-uploads.ts'
import type { DraftRow } from '../db/rows.ts'
import { background } from './background.ts'
import { language, t } from './i18n.ts'
import { uploadingFile } from './shown-file.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/**
 * The files in the message box of a conversation. They are kept as the text is, over closing the panel, and
 * uploaded while the agent still writes.
 */
export function useDraftFiles(conversationId: string, visibility: Ref<DraftRow['visibility']>) {
  const rows = useLiveQuery(() => listDraftFiles(db, conversationId))
  const settings = useLiveQuery(() => getTeamSettings(db))
  const files = computed(() => (rows.value ?? []).map(uploadingFile))
  const limits = computed(() => (settings.value ?? DEFAULT_TEAM_SETTINGS).attachments)
  const problems = ref<string[]>([])
  const allowed = computed(() => ({
    types: endingsOf(limits.value.types),
    size: fileSize(limits.value.maxBytes, language.value),
  }))

  /** One after the other, so that they stand in the order they were chosen. */
  async function add(chosen: readonly File[]) {
    problems.value = []
    for (const file of chosen) {
      const problem = await addOne(file)
      if (problem) problems.value.push(problem)
      else background.kick()
    }
  }

  async function addOne(file: File): Promise<string | null> {
    const { name } = file
    const unfit = whyUnfit(file, limits.value)
    if (unfit) return sentenceOf(unfit, name)
    const image = await measureImage(file)
    const to = { conversationId, visibility: visibility.value }
    try {
      const id = await attachFile(db, to, { name, type: file.type, image, blob: file })
      return id === null ? t('attachment.tooMany', { name, most: ATTACHMENTS_MAX }) : null
    } catch {
      return t('attachment.noRoom', { name })
    }
  }

  function sentenceOf(unfit: Unfit, name: string): string {
    switch (unfit) {
      case 'too-large':
        return t('attachment.tooLarge', { name, size: allowed.value.size })
      case 'wrong-type':
        return t('attachment.wrongType', { name, types: allowed.value.types })
      case 'empty':
        return t('attachment.empty', { name })
    }
  }

  return {
    files,
    problems,
    add,
    remove: (id: string) => removeFromDraft(db, conversationId, id),
    accept: computed(() => acceptOf(limits.value.types)),
    /** What may be attached, told before anything is. */
    hint: computed(() => {
      const { types, size } = allowed.value
      return t('attachment.limits', { types, size, most: ATTACHMENTS_MAX })
    }),
  }
}
