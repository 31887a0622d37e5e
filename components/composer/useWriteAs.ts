import type { SendMessage } from '@baton/protocol/message.ts'
import type { Ref } from 'vue'
import { useAction } from '../../composables/actions/actions.ts'

type Visibility = SendMessage['visibility']

/**
 * Whether a box writes a reply or a note: the keys for it, and what its buttons call. Where only a note may be written the
 * key for a reply says why.
 */
export function useWriteAs(
  visibility: Ref<Visibility>,
  noteOnly: () => boolean,
  box: Readonly<Ref<HTMLElement | null>>,
): (kind: Visibility) => void {
  function writeAs(kind: Visibility) {
    visibility.value = kind
    box.value?.focus()
  }
  useAction('reply', {
    run: () => writeAs('everyone'),
    blocked: () => (noteOnly() ? 'notYours' : null),
  })
  useAction('note', () => writeAs('team'))
  return writeAs
}
