import { ATTACHMENTS_MAX } from '@baton/protocol/attachment.ts'
import { fileSize } from '@baton/domain/file-size.ts'
import { acceptOf, endingsOf, whyUnfit, type Unfit } from '@baton/domain/file-types.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { measureImage } from '@baton/rendering/measure-image.ts'
import { computed, ref } from 'vue'
import type { ChosenFile } from '../../db/commands/attach-file.ts'
import { useWorld } from '../../composables/world.ts'
import { getTeamSettings } from '../../db/queries/get-team-settings.ts'
import { language, t } from '../../composables/words/i18n.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/**
 * Lets files be added to something that is being written, within the team's limits. `attach` keeps one; it answers
 * null when there are as many as may be, and throws when this browser has no room.
 */
export function useAddedFiles(attach: (file: ChosenFile) => Promise<string | null>) {
  const { db, background } = useWorld()
  const settings = useLiveQuery(() => getTeamSettings(db))
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
    try {
      const id = await attach({ name, type: file.type, image, blob: file })
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
    problems,
    add,
    accept: computed(() => acceptOf(limits.value.types)),
    /** What may be attached, told before anything is. */
    hint: computed(() => {
      const { types, size } = allowed.value
      return t('attachment.limits', { types, size, most: ATTACHMENTS_MAX })
    }),
  }
}
