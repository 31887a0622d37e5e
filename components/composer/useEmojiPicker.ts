import { ref, useTemplateRef, type ComponentPublicInstance } from 'vue'
import { useAwaited } from '../../composables/actions/awaited.ts'
import { useAction } from '../../composables/actions/actions.ts'
import { isWriting } from '../../composables/input/is-writing.ts'

/**
 * The choice of an emoji above a message box. `name`: its template ref. `insert` puts what was chosen into the box;
 * `focus` gives the box the focus back.
 */
export function useEmojiPicker(
  name: string,
  insert: (character: string) => void,
  focus: () => void,
) {
  const picker = useTemplateRef<ComponentPublicInstance>(name)
  const isOpen = ref(false)
  useAwaited(isOpen, () => picker.value !== null)
  useAction('emoji', () => (isOpen.value = true))

  function pick(character: string) {
    isOpen.value = false
    insert(character)
  }
  function close() {
    const { activeElement } = document
    const element: unknown = picker.value?.$el
    const leftFrom = element instanceof Element && element.contains(activeElement)
    isOpen.value = false
    // A click elsewhere closes it, too: in another field, say.
    if (leftFrom || !isWriting(activeElement)) focus()
  }
  /** What its button does. */
  function toggle() {
    if (isOpen.value) close()
    else isOpen.value = true
  }
  return { isOpen, pick, close, toggle }
}
