import { computed } from 'vue'
import {
  discardTemplateEdit,
  resolveTemplateConflict,
  retryTemplateEdit,
} from '../../db/commands/settle-template-edit.ts'
import { useWorld } from '../../composables/world.ts'
import { getWaitingEdit } from '../../db/queries/get-template-edit.ts'
import { refusalSentence } from './refusal.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/** A change of a template that waits for its agent: it met another's, or was refused. */
export function useWaitingEdit(templateId: string) {
  const { db, background } = useWorld()
  const waiting = useLiveQuery(() => getWaitingEdit(db, templateId))
  const conflict = computed(() =>
    waiting.value?.edit.status === 'conflict' ? waiting.value : null,
  )
  const refused = computed(() => (waiting.value?.edit.status === 'failed' ? waiting.value : null))

  async function choose(choice: 'mine' | 'theirs') {
    if (!conflict.value) return
    const { edit, version } = conflict.value
    await resolveTemplateConflict(db, edit.id, choice, version)
    background.kick()
  }
  return {
    conflict,
    refused,
    /** Why it was refused, in words. */
    reason: computed(() => {
      const failure = refused.value?.edit.failure
      return failure ? refusalSentence(failure) : ''
    }),
    choose,
    retry: async () => {
      if (refused.value) await retryTemplateEdit(db, refused.value.edit.id)
      background.kick()
    },
    discard: async () => {
      if (refused.value) await discardTemplateEdit(db, refused.value.edit.id)
    },
  }
}
