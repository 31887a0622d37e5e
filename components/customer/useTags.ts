import { useWorld } from '../../composables/world.ts'
import { changeTags } from '@baton/domain/tags.ts'
import { TAGS_MAX, type TagConversation } from '@baton/protocol/tags.ts'
import { computed, ref, watch } from 'vue'
import { moveSentence } from '../../composables/words/move-sentence.ts'

type Change = Pick<TagConversation, 'add' | 'remove'>

/** Puts tags on a conversation and takes them off: shown at once, and taken back when the server refuses. */
export function useTags(conversation: () => { id: string; tags: readonly string[] }) {
  const { background } = useWorld()
  /** Changes on their way. What the server has answered goes when its row is here. */
  const changes = ref<{ change: Change; answered: boolean }[]>([])
  const error = ref('')
  const shown = computed(() =>
    changes.value.reduce<readonly string[]>(
      (tags, { change }) => changeTags(tags, change, TAGS_MAX) ?? tags,
      conversation().tags,
    ),
  )
  watch(
    () => conversation().tags,
    () => (changes.value = changes.value.filter(({ answered }) => !answered)),
  )

  async function ask(change: Change) {
    if (changeTags(shown.value, change, TAGS_MAX) === null) {
      error.value = 'too-many'
      return
    }
    error.value = ''
    changes.value = [...changes.value, { change, answered: false }]
    const reply = await background.ask('conversation:tag', {
      conversationId: conversation().id,
      ...change,
    })
    const isHere = reply.ok && reply.data.tags.join() === conversation().tags.join()
    changes.value = changes.value.flatMap((one) => {
      if (one.change !== change) return [one]
      return reply.ok && !isHere ? [{ change, answered: true }] : []
    })
    if (!reply.ok) error.value = moveSentence(reply.error, 'other')
  }

  return {
    shown,
    error,
    add: (tag: string) => ask({ add: [tag], remove: [] }),
    remove: (tag: string) => ask({ add: [], remove: [tag] }),
  }
}
